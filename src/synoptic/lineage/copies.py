"""Which reports hold the text of another: candidates by shared shingles, then aligned passages."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

import msgspec

from synoptic.lineage.alignment import SharedPassage, shared_passages
from synoptic.lineage.direction import Direction, direction_of
from synoptic.lineage.fingerprints import FoldedToken, digest_of_tokens, folded_tokens, sampled_shingles
from synoptic.lineage.settings import LineageSettings
from synoptic.news.annotation import Reading
from synoptic.news.ids import content_id
from synoptic.news.story import CopiedBlock, CopyLink, Window
from synoptic.run.stage import Made, Tools


class _Text(msgspec.Struct, frozen=True, kw_only=True):
    reading: Reading
    tokens: tuple[FoldedToken, ...]
    digest: bytes


class _Overlap(msgspec.Struct, frozen=True, kw_only=True):
    """What two texts share, counted in tokens."""

    passages: tuple[SharedPassage, ...]
    containment: float
    quoted_share: float
    prose: tuple[int, ...]  # by passage: tokens outside quotation marks


def find_copies(window: Window, *, settings: LineageSettings, tools: Tools) -> Made[CopyLink]:
    """Return a link for every two reports of which one holds the text, or a statement, of the other.

    Reports of stories that the window already holds were compared when those were found: their links are the
    window's own.
    """
    texts = [_text(reading) for reading in sorted(window.readings, key=lambda r: r.id)]
    standing = {report for story in window.stories for report in story.reports}
    links = [link for link in window.links if link.original in standing and link.copy in standing]
    for left, right in _candidates(texts, settings):
        if texts[left].reading.id in standing and texts[right].reading.id in standing:
            continue
        link = _link(texts[left], texts[right], settings)
        if link is not None:
            links.append(link)
    return Made(tuple(sorted(links, key=lambda link: link.id)))


def _text(reading: Reading) -> _Text:
    tokens = folded_tokens(reading)
    return _Text(reading=reading, tokens=tokens, digest=digest_of_tokens(tokens))


def _candidates(texts: Sequence[_Text], settings: LineageSettings) -> list[tuple[int, int]]:
    """Return the pairs that share shingles enough for a passage, or are the same text."""
    shared: Counter[tuple[int, int]] = Counter()
    holders: dict[int, list[int]] = defaultdict(list)
    same: dict[bytes, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        if text.tokens:
            same[text.digest].append(place)
        for shingle in sampled_shingles(text.tokens, settings.seed_tokens, settings.sampled):
            holders[shingle].append(place)
    for places in holders.values():
        if 2 <= len(places) <= settings.most_holders:
            shared.update(combinations(places, 2))
    # The shortest passage has `least_block` tokens, a mismatch among them: at least two sampled shingles.
    pairs = {pair for pair, count in shared.items() if count >= 2}
    for places in same.values():
        pairs.update(combinations(places, 2))
    return sorted(pairs)


def _link(left: _Text, right: _Text, settings: LineageSettings) -> CopyLink | None:
    same = left.digest == right.digest
    overlap = _overlap(left.tokens, right.tokens, settings, least=1 if same else settings.least_block)
    kind = "copy" if same else _kind(overlap, settings)
    if kind is None:
        return None
    direction = direction_of(left.reading, right.reading, (len(left.tokens), len(right.tokens)))
    turned = direction.original.id != left.reading.id
    return CopyLink(
        id=content_id("link", direction.original.id, direction.copy.id),
        original=direction.original.id,
        copy=direction.copy.id,
        kind=kind,  # type: ignore[arg-type]
        containment=1.0 if same else round(overlap.containment, 4),
        blocks=tuple(_block(passage, left, right, turned) for passage in overlap.passages),
        reason=_reason(kind, overlap, direction, same=same),
    )


def _overlap(
    left: Sequence[FoldedToken], right: Sequence[FoldedToken], settings: LineageSettings, least: int
) -> _Overlap:
    passages = shared_passages(
        [t.folded for t in left],
        [t.folded for t in right],
        seed=settings.seed_tokens,
        mismatch=settings.most_mismatch,
        least=least,
    )
    prose = tuple(_prose(passage, left, right) for passage in passages)
    matched = sum(p.matched for p in passages)
    shorter = min(len(left), len(right))
    return _Overlap(
        passages=passages,
        containment=matched / shorter if shorter else 0.0,
        quoted_share=1 - sum(prose) / matched if matched else 0.0,
        prose=prose,
    )


def _prose(passage: SharedPassage, left: Sequence[FoldedToken], right: Sequence[FoldedToken]) -> int:
    """Return how many equal tokens stand outside quotation marks on both sides."""
    return sum(
        not left[run.left + k].quoted and not right[run.right + k].quoted
        for run in passage.runs
        for k in range(run.length)
    )


def _kind(overlap: _Overlap, settings: LineageSettings) -> str | None:
    if not overlap.passages:
        return None
    if overlap.quoted_share >= settings.statement_share:
        return "common_statement"
    if overlap.containment >= settings.copy_containment:
        return "copy"
    blocks = sum(words >= settings.least_block for words in overlap.prose)
    unbroken = any(words >= settings.long_block for words in overlap.prose)
    if overlap.containment >= settings.derived_containment and (blocks >= settings.least_blocks or unbroken):
        return "derived"
    return None


def _block(passage: SharedPassage, left: _Text, right: _Text, turned: bool) -> CopiedBlock:
    one = _hull(left, *passage.left)
    other = _hull(right, *passage.right)
    quoted = 2 * _prose(passage, left.tokens, right.tokens) < passage.matched
    first, second = (other, one) if turned else (one, other)
    return CopiedBlock(
        original=(right if turned else left).reading.passage(*first),
        copy=(left if turned else right).reading.passage(*second),
        quoted=quoted,
    )


def _hull(text: _Text, start: int, end: int) -> tuple[int, int]:
    return text.tokens[start].start, text.tokens[end - 1].end


def _reason(kind: str, overlap: _Overlap, direction: Direction, *, same: bool) -> str:
    share = "Every word" if same else f"{overlap.containment:.0%} of the words".replace("%", " %")
    count = len(overlap.passages)
    passages = "one passage" if count == 1 else f"{count} passages"
    held = f"{share} of the shorter report" if not same else "Every word of the body"
    if kind == "common_statement":
        return f"{held} stand in both, in {passages}, nearly all in quotation marks: both carry one statement."
    stands = "stands" if same else "stand"
    return f"{held} {stands} in both, in the same order, in {passages}; {direction.reason}."
