"""The cue and the speaker of words between quotation marks, from what stands just before and after them."""

from collections.abc import Mapping, Sequence

import msgspec

from synoptic.annotate.indirect import Attribution
from synoptic.annotate.quote_cues import Cues
from synoptic.annotate.quote_marks import Marked
from synoptic.news.annotation import Sentence, Token

ENDS = frozenset((".", "!", "?", "…", "...", "。"))
PAUSES = frozenset((",", ";", "(", ")", "–", "—", "-", ":", "|"))
FRONTED = frozenset(("Said", "Says", "Asked", "Added", "Wrote", "Replied"))
PHRASE_FIRST = frozenset(("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"))
# Characters between a subject and its verb, at most.
NEAR_VERB = 30
# How many words behind a quotation any verb counts as its cue.
ADJACENT = 4
# A cue stands within this many words of the marks: long appositions ("Ann Lee, a professor of … at …, said")
# reach 20 on the quotes of polnear's development half.
REACH = 25


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """The cue and the printed speaker found beside a quotation; `source` is None where only a cue stands.

    `listed` says that the cue is on the list of words that report speech, not any verb or a colon.
    """

    cue: tuple[int, int]
    source: tuple[int, int] | None
    negated: bool = False
    listed: bool = False


class Surroundings:
    """The tokens of one block outside the outermost quotation marks."""

    def __init__(
        self, sentences: Sequence[Sentence], marked: Sequence[Marked], attributions: Sequence[Attribution]
    ) -> None:
        self._tokens = [t for s in sentences for t in s.tokens]
        self._marked = [m for m in marked if m.depth == 0]
        self._by_cue: Mapping[int, Attribution] = {a.head: a for a in attributions}

    def after(self, marks: Marked) -> list[Token]:
        """Return the words after a quotation up to the sentence's end or the next quotation."""
        return self._stretch([t for t in self._tokens if t.start >= marks.outer_end])

    def before(self, marks: Marked) -> list[Token]:
        """Return the words before a quotation back to the sentence's start or the last quotation."""
        return self._stretch([t for t in self._tokens if t.end <= marks.outer_start][::-1])[::-1]

    def _stretch(self, tokens: Sequence[Token]) -> list[Token]:
        kept: list[Token] = []
        for token in tokens:
            if token.words in ENDS or any(m.outer_start <= token.start < m.outer_end for m in self._marked):
                break
            kept.append(token)
        return kept

    def is_phrase(self, span: tuple[int, int]) -> bool:
        """Return whether a span reads like the name or description of somebody, as far as grammar tells."""
        tokens = [t for t in self._tokens if span[0] <= t.start < span[1]]
        if not tokens or not tokens[0].pos:
            return bool(tokens)
        begins = tokens[0].pos in PHRASE_FIRST and tokens[0].tag not in ("WP", "WDT", "WRB", "IN")
        return begins and tokens[-1].pos != "ADP" and any(t.pos in ("NOUN", "PROPN", "PRON") for t in tokens)

    def subject(self, marks: Marked) -> tuple[int, int] | None:
        """Return the subject of the words that lead up to a quotation inside their sentence, or None."""
        before = self.before(marks)
        subject = next((t for t in reversed(before) if t.dep.startswith("nsubj")), None)
        return _hull(_around(before, subject)) if subject is not None else None

    def subjects(self, marks: Marked) -> list[tuple[int, int]]:
        """Return the subjects of the words that lead up to a quotation inside their sentence, nearest first."""
        before = self.before(marks)
        return [_hull(_around(before, t)) for t in reversed(before) if t.dep.startswith("nsubj")]

    def said(self, marks: Marked, text: str, cues: Cues) -> Said | None:
        """Return the cue and speaker of a quotation, or None if nothing beside it says who speaks."""
        after, before = self.after(marks), self.before(marks)
        last = text[marks.start : marks.end].rstrip()[-1:]
        follows = last in ",?!…" or text[marks.outer_end : marks.outer_end + 2].strip()[:1] in (",", "-", "–", "—")
        found_after = self._after(after, last, cues)
        found_before = self._before(before, cues)
        ordered = (found_after, found_before) if follows else (found_before, found_after)
        return ordered[0] or ordered[1]

    def _after(self, tokens: list[Token], last: str, cues: Cues) -> Said | None:
        while tokens and tokens[0].words in PAUSES - {":"}:
            tokens = tokens[1:]
        if not tokens:
            return None
        if tokens[0].words == ":":
            name = name_after(tokens[1:], cues)
            return Said(cue=(tokens[0].start, tokens[0].end), source=_hull(name)) if name else None
        if last == "." and tokens[0].words[:1].isupper() and tokens[0].pos != "VERB":
            return None
        if last and last in ",?!" and _is_told_at_once(tokens, cues):
            return self._any_verb(tokens)
        for place, token in enumerate(tokens[:REACH]):
            if _speaks(token, cues):
                return self._with_source(token, tokens, place, cues, inverted=_inverted(tokens, place))
        known = next((self._by_cue[t.start] for t in tokens[:REACH] if t.start in self._by_cue), None)
        if known is None and last and last in ",?!":
            return self._any_verb(tokens)
        return self._known(known) if known else None

    def _any_verb(self, tokens: list[Token]) -> Said | None:
        """Return a verb right behind a quotation as its cue: “…,” Ann Lee began."""
        for place, token in enumerate(tokens[:ADJACENT]):
            subject = next((t for t in tokens if t.dep.startswith("nsubj") and _head_is(t, token)), None)
            if token.pos == "VERB" and subject is not None:
                return Said(cue=(token.start, token.end), source=_hull(_around(tokens, subject)))
            if token.tag in ("VBD", "VBN") and place and all(t.words[:1].isupper() for t in tokens[:place]):
                return Said(cue=(token.start, token.end), source=_hull(tokens[:place]))
            if token.pos == "VERB" and place == 0:
                name = name_after(tokens[1:], Cues())
                return Said(cue=(token.start, token.end), source=_hull(name)) if name else None
        return None

    def _before(self, tokens: list[Token], cues: Cues) -> Said | None:
        near = tokens[-REACH:]
        for place in range(len(near) - 1, -1, -1):
            if _speaks(near[place], cues):
                return self._with_source(near[place], near, place, cues, inverted=False)
        attributed = [self._by_cue[t.start] for t in near if t.start in self._by_cue]
        if attributed:
            return self._known(attributed[-1])
        if near and near[-1].words == ":":
            subject = next((t for t in near if t.dep.startswith("nsubj")), None)
            name = _around(near, subject) if subject else near[:-1]
            return Said(cue=(near[-1].start, near[-1].end), source=_hull(name)) if name else None
        return None

    def _known(self, attribution: Attribution) -> Said:
        return Said(cue=attribution.cue, source=attribution.source, negated=attribution.negated)

    def _with_source(self, cue: Token, tokens: list[Token], place: int, cues: Cues, *, inverted: bool) -> Said:
        known = self._by_cue.get(cue.start)
        quoted = known and known.source and any(m.start <= known.source[0] < m.end for m in self._marked)
        if known is not None and known.source is not None and not quoted:
            return self._known(known)
        name = name_after(tokens[place + 1 :], cues) if inverted else []
        if not name:
            name = name_before(tokens[:place], cues)
        if not name and not inverted:
            name = name_after(tokens[place + 1 :], cues)
        negated = any(t.words.lower() in cues.negations for t in tokens[max(0, place - 3) : place + 1])
        return Said(cue=(cue.start, cue.end), source=_hull(name) if name else None, negated=negated, listed=True)


def _speaks(token: Token, cues: Cues) -> bool:
    if token.pos and token.pos not in ("VERB", "AUX"):
        # At the head of a sentence ("Said Ann Lee, …") a capital makes parsers take the cue for a name.
        return token.words in FRONTED
    return (token.lemma or token.words).lower() in cues.speech or (
        not token.pos and token.words.lower() in cues.say
    )


def _is_told_at_once(tokens: Sequence[Token], cues: Cues) -> bool:
    """Return whether a verb on no list stands right behind a quotation, and whoever speaks right behind it."""
    if len(tokens) < 2 or _speaks(tokens[0], cues):
        return False
    return tokens[0].tag in ("VBD", "VBZ") and tokens[1].pos in ("DET", "PROPN", "PRON")


def _inverted(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a cue behind a quotation comes before its subject: at once, or after an adverb."""
    return place == 0 or (place == 1 and tokens[0].pos in ("", "ADV", "AUX") and tokens[0].words[:1].islower())


def _head_is(token: Token, head: Token) -> bool:
    """Return whether a subject stands right before a verb or right behind it, with no other verb between."""
    return 0 <= token.start - head.end <= NEAR_VERB or 0 <= head.start - token.end <= NEAR_VERB


def name_after(tokens: Sequence[Token], cues: Cues) -> list[Token]:
    """Return the words of a name phrase that begins here, up to a pause or a word that ends names."""
    kept: list[Token] = []
    for token in tokens:
        if token.words in PAUSES or token.words in ENDS:
            if kept:
                break
            continue
        if token.words.lower() in cues.stop or token.pos in ("ADP", "SCONJ", "VERB", "AUX", "ADV"):
            if kept and (token.pos != "ADP" or token.lemma not in ("of", "for", "de", "du")):
                break
            if not kept:
                continue
        kept.append(token)
    return kept[:12] if any(t.pos or t.words[:1].isalpha() for t in kept) else []


def name_before(tokens: Sequence[Token], cues: Cues) -> list[Token]:
    """Return the words of a name phrase that ends here, back to a pause or a word that ends names."""
    kept: list[Token] = []
    for token in reversed(tokens):
        if token.words in PAUSES or token.words in ENDS:
            if kept:
                break
            continue
        if not token.pos and token.words.lower() in cues.stop:
            return _from_capital(kept[::-1])
        if token.pos in ("AUX", "ADV", "PART", "SCONJ", "VERB") or token.words.lower() in cues.say:
            if kept:
                break
            continue
        kept.append(token)
    return kept[::-1][-12:]


def _from_capital(tokens: Sequence[Token]) -> list[Token]:
    """Return the words from the first capitalised one on: what follows a time or a place named first."""
    first = next((k for k, t in enumerate(tokens) if t.words[:1].isupper()), len(tokens))
    return list(tokens[first:])[-12:]


def _around(tokens: Sequence[Token], subject: Token) -> list[Token]:
    place = next(i for i, t in enumerate(tokens) if t.start == subject.start)
    first = place
    while first > 0 and tokens[first - 1].pos in ("DET", "ADJ", "PROPN", "NOUN", "PART", "NUM"):
        first -= 1
    return list(tokens[first : place + 1])


def _hull(tokens: Sequence[Token]) -> tuple[int, int]:
    return tokens[0].start, tokens[-1].end
