"""Measures the repair of misread text: what is restored, what is changed wrongly, and the labelled cases."""

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

import ftfy

from evaluation.damage import DAMAGES, CleanText, Damage, clean_texts
from evaluation.scores import Score, labelled_folder, read_set
from synoptic.clean.encoding import decode
from synoptic.clean.mojibake import repair

NAME = "encoding"
LATIN = frozenset("ca cs da de en es fi fr hr hu it lt nl no pl pt ro sk sl sv tr vi".split())  # noqa: SIM905
# Texts a language in the full run and in the quick one.
EACH, QUICK = 12, 2
UNSEEN = re.compile("[\xad\u200b-\u200f\u2060\ufe0f\ufeff]")


# Encodings of old pages, and the languages of the sets that are written in them.
WRITTEN_IN = {
    "cp1252": "ca da de en es fi fr it nl no pt sv",
    "iso8859-1": "ca da de es fi fr it nl no pt sv",
    "cp1250": "cs hr hu pl ro sk sl",
    "iso8859-2": "cs hr hu pl sk sl",
    "cp1251": "bg ru uk",
    "koi8-r": "ru",
    "cp1254": "tr",
    "cp1253": "el",
    "cp1256": "ar",
    "cp1257": "et lt lv",
    "mac-roman": "de en fr",
    "shift_jis": "ja",
    "gb18030": "zh",
    "euc-kr": "ko",
}


class Restored(NamedTuple):
    """Damaged characters and words, how many of each are right again, and examples of words that are not."""

    characters: int
    characters_right: int
    words: int
    words_right: int
    wrong: tuple[tuple[str, str], ...]


def measure(folder: Path, limit: int = 0) -> list[Score]:
    """Return the shares of characters and words restored, of clean texts changed, and of labelled cases solved."""
    texts = clean_texts(folder, QUICK if limit else EACH)
    kinds = [damage for damage in DAMAGES if not limit or damage.charset in ("cp1252", "iso8859-2", "mac-roman")]
    scores = _restoration(texts, kinds)
    changed = [text for text in clean_texts(folder, 10 if limit else 60) if repair(text.text).text != text.text]
    scores.append(
        Score(
            evaluation=NAME,
            measure="clean texts changed",
            value=float(len(changed)),
            sets=SETS_READ,
            rows=len(clean_texts(folder, 10 if limit else 60)),
            higher_is_better=False,
        )
    )
    scores.append(_undeclared(texts))
    cases = list(read_set(folder, "mojibake", limit))
    right = sum(_solved(repair(case["input"]["text"]).text, case) for case in cases)
    rival = sum(_solved(ftfy.fix_encoding(case["input"]["text"]), case) for case in cases)
    scores.append(
        Score(
            evaluation=NAME,
            measure="labelled cases exact",
            value=right / len(cases),
            sets=("mojibake",),
            rows=len(cases),
            best=f"ftfy.fix_encoding {rival / len(cases):.3f} here",
        )
    )
    return scores


SETS_READ = (
    "meantime_xl",
    "slavner",
    "pairs_semeval22",
    "timelines_ml",
    "html_fundus",
    "stories_allsides",
    "line_noise",
)


def _restoration(texts: Sequence[CleanText], kinds: Sequence[Damage]) -> list[Score]:
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for damage in kinds:
        for text in texts:
            found = restored(text.text, repair(damage.of(text.text)).text)
            script = "Latin script" if text.language in LATIN else "other scripts"
            total = totals[f"{damage.name}, {script}"]
            total["characters"] += found.characters
            total["right"] += found.characters_right
            total["words"] += found.words
            total["words right"] += found.words_right
    scores = []
    for name, total in sorted(totals.items()):
        for what, right, count in (("characters", "right", "characters"), ("words", "words right", "words")):
            scores.append(
                Score(
                    evaluation=NAME,
                    measure=f"{what} restored, {name}",
                    value=total[right] / max(1, total[count]),
                    sets=SETS_READ,
                    rows=len(texts),
                )
            )
    return scores


def _undeclared(texts: Sequence[CleanText]) -> Score:
    """Return the share of texts read exactly from bytes whose encoding nothing declares."""
    right = count = 0
    for text in texts:
        for charset in (name for name, languages in WRITTEN_IN.items() if text.language in languages.split()):
            content = text.text.encode(charset, "ignore")
            if not content.isascii():
                count += 1
                right += decode(content).text == content.decode(charset)
    return Score(
        evaluation=NAME,
        measure="undeclared encodings read exactly",
        value=right / max(1, count),
        sets=SETS_READ,
        rows=count,
        best="charset-normalizer alone .738 here",
    )


def _solved(text: str, case: dict[str, dict[str, str]]) -> bool:
    gold = case["gold"]
    return text in (gold.get("fixed_encoding"), gold.get("fixed"))


def restored(truth: str, repaired: str) -> Restored:
    """Return how much of what is not ASCII in a text stands in its repaired copy; any dash is right for a dash."""
    gold, found = _plain(truth).split(), _plain(repaired).split()
    characters = right = words = words_right = 0
    wrong: list[tuple[str, str]] = []
    for one, other in _paired(gold, found):
        special = sum(character > "\x7f" for character in one)
        if not special:
            continue
        characters += special
        words += 1
        if one == other:
            right += special
            words_right += 1
            continue
        wrong.append((one, other))
        for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
            right += sum(character > "\x7f" for character in one[block.a : block.a + block.size])
    return Restored(characters, right, words, words_right, tuple(wrong))


def _plain(text: str) -> str:
    return UNSEEN.sub("", text.replace("—", "–")).replace("\x85", " ")


def _paired(gold: Sequence[str], found: Sequence[str]) -> Iterator[tuple[str, str]]:
    if len(gold) == len(found):
        yield from zip(gold, found, strict=True)
        return
    for kind, a, b, c, d in SequenceMatcher(None, gold, found, autojunk=False).get_opcodes():
        if kind == "replace" and b - a == d - c:
            yield from zip(gold[a:b], found[c:d], strict=True)
        elif kind == "equal":
            yield from ((word, word) for word in gold[a:b])
        else:
            yield " ".join(gold[a:b]), " ".join(found[c:d])


def _show_errors(folder: Path, count: int, kind: str, language: str) -> None:
    for text in clean_texts(folder, EACH):
        if language and text.language != language:
            continue
        for damage in DAMAGES:
            if kind and damage.name != kind:
                continue
            damaged = damage.of(text.text)
            for one, other in restored(text.text, repair(damaged).text).wrong[:count]:
                print(f"{text.language}  {damage.name}:  {one!r} → {other!r}   was {damage.of(one)!r}")


def main() -> None:
    """Print the scores, or errors to read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--kind", default="", help="for example “iso8859-2 lossy”")
    parser.add_argument("--language", default="")
    parser.add_argument("--limit", type=int, default=0)
    given = parser.parse_args()
    if given.errors:
        _show_errors(labelled_folder(), given.errors, given.kind, given.language)
        return
    for score in measure(labelled_folder(), given.limit):
        print(f"{score.value:8.3f}  {score.measure}  ({score.rows} rows) {score.best}")


if __name__ == "__main__":
    main()
