"""Labels by who or what they name, those first on which reports have most to say."""

from collections.abc import Iterable

from synoptic.news.comparison import Label


def labels_by_name(labels: Iterable[Label]) -> dict[str, list[Label]]:
    """Return the labels of each name; names that more reports word, and word more differently, come first."""
    named: dict[str, list[Label]] = {}
    for label in labels:
        named.setdefault(label.name, []).append(label)
    return dict(sorted(named.items(), key=lambda item: (-_reports(item[1]), -_wordings(item[1]))))


def _reports(labels: Iterable[Label]) -> int:
    return len({label.report for label in labels})


def _wordings(labels: Iterable[Label]) -> int:
    return len({" ".join(label.words.casefold().split()) for label in labels})
