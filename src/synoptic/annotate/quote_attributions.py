"""The attributions of a run of paragraphs: read by the learned model in English, by rules in other languages."""

from collections.abc import Iterable, Sequence

from synoptic.annotate.indirect import Attribution, find_attributions
from synoptic.annotate.quote_cues import Cues
from synoptic.annotate.quote_plain import find_plain_attributions
from synoptic.annotate.quote_reader import Attributed, read_attributions
from synoptic.news.annotation import Sentence, Token

# The languages in which the model was fitted.
LEARNED = frozenset(("en",))
# A cue that is on no list counts for a report only if the model is this sure of it (log-odds); below it, most of
# what it finds in the labelled stories' own text are endorsements, wishes and plans.
_SURE = 0.5
# A colon is no word that reports: labels and headings have one too, and what it is taken to report is long.
_SURE_OF_COLON = -0.5
# Where the rules find source and words too, the model must only not be against it: annotators left out what
# somebody is said to have said, and readers want it.
_RULED = -4.0
# Words from "quotes" to "saying" in “quotes somebody as saying”, at most.
_AS_SAYING = 12
_JOINING = frozenset(("that", "whether", "if", "how", "why", "what", "who", "where", "when"))
_PAUSES = frozenset((",", "”", '"', "’", "'", "–", "—"))
# Verbs that report only in the active: what is found, shown or read does not speak.
_DOING = frozenset(("find", "show", "read", "rule", "write", "quote", "cite", "text", "email", "mention"))
_FINITE = frozenset(("VBZ", "VBD", "VBP", "MD"))


def attributions_of(paragraphs: Sequence[Sequence[Sentence]], cues: Cues) -> tuple[Attribution, ...]:
    """Return the attributions of paragraphs of one language, in text order."""
    sentences = [s for paragraph in paragraphs for s in paragraph]
    if not all(s.parsed and s.language in LEARNED for s in sentences):
        return tuple(
            a
            for s in sentences
            for a in (find_attributions(s, cues) if s.parsed else find_plain_attributions(s, cues))
        )
    places = _Places(sentences)
    return tuple(
        a for found in read_attributions(paragraphs, ruled_odds=_RULED) if (a := _attribution(places, found, cues))
    )


class _Places:
    """The sentence and the words at an offset."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self._at = {t.start: (s, k) for s in sentences for k, t in enumerate(s.tokens)}

    def head(self, offset: int) -> tuple[Sentence, int]:
        """Return the sentence of a word that begins at an offset, and its place in it."""
        return self._at[offset]

    def within(self, extent: tuple[int, int]) -> list[Token]:
        """Return the words of an extent."""
        offsets = range(*extent)
        return [self._at[k][0].tokens[self._at[k][1]] for k in offsets if k in self._at]


def _attribution(places: _Places, found: Attributed, cues: Cues) -> Attribution | None:
    sentence, index = places.head(found.head)
    contents = tuple(extent for extent in (found.before, found.after) if extent)
    cue = places.within(found.cue)
    kind = _kind(sentence.tokens[index], cue, cues)
    clause = any(t.tag in _FINITE for extent in contents for t in places.within(extent))
    if kind == "other" and not (found.odds >= _SURE and clause and _is_reported(places, contents)):
        return None
    below = [t for t in sentence.tokens if t.head == index and t.start < found.head]
    negated = any(t.words.lower() in cues.negations or t.lemma.lower() in cues.negations for t in (*below, *cue))
    named, words = _subject_inside(cue, index, sentence)
    source = _quoted_one(sentence, index) or named or _inverted(sentence, index, found.source) or found.source
    if source is not None and _is_affected(sentence, index, source):
        return None
    colon = sentence.tokens[index].words == ":"
    if colon and (found.odds < _SURE_OF_COLON or (source and _is_label(places.within(source)))):
        return None
    return Attribution(
        sentence=sentence.index,
        head=found.head,
        cue=words or found.cue,
        lemma=sentence.tokens[index].lemma.lower(),
        source=source,
        contents=contents,
        kind=kind,
        negated=negated,
    )


def _subject_inside(
    cue: Sequence[Token], head: int, sentence: Sentence
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Return the subject that a cue was taken to begin with, and the cue without it."""
    before = [k for k, t in enumerate(cue) if t.dep.startswith("nsubj") and t.head == head]
    if not before and sentence.tokens[head].pos == "VERB":
        # Behind a long quotation a parser may miss the subject; a name right before the verb is one.
        before = _leading_names(cue, sentence.tokens[head]) if cue[0].start > sentence.start else []
    if not before or cue[before[-1]].start >= sentence.tokens[head].start or before[-1] + 1 >= len(cue):
        return None, None
    last = before[-1]
    return (cue[0].start, cue[last].end), (cue[last + 1].start, cue[-1].end)


def _leading_names(cue: Sequence[Token], verb: Token) -> list[int]:
    """Return the places of the names that a cue begins with, if they stand right before its verb."""
    places = [k for k, t in enumerate(cue) if t.start < verb.start]
    return places if all(cue[k].words[:1].isupper() for k in places) else []


def _quoted_one(sentence: Sentence, head: int) -> tuple[int, int] | None:
    """Return whom another quotes, where the cue is part of “quotes somebody as saying”."""
    tokens = sentence.tokens
    for place in range(max(0, head - _AS_SAYING), min(len(tokens), head + 1)):
        if tokens[place].lemma.lower() not in ("quote", "cite"):
            continue
        joint = next(
            (k for k in range(place + 2, min(len(tokens) - 1, place + _AS_SAYING)) if tokens[k].words == "as"), 0
        )
        if joint and tokens[joint + 1].tag == "VBG" and head in (place, joint + 1):
            return tokens[place + 1].start, tokens[joint - 1].end
    return None


def _inverted(sentence: Sentence, head: int, source: tuple[int, int] | None) -> tuple[int, int] | None:
    """Return the name right behind a verb of saying that follows a pause (“…, said Ann Lee, the mayor”).

    Only where the source that was found holds no name: then the name is who speaks, whatever stands before.
    """
    tokens = sentence.tokens
    if not 0 < head < len(tokens) - 1 or tokens[head].pos != "VERB" or tokens[head + 1].pos != "PROPN":
        return None
    found = [t for t in tokens if source and source[0] <= t.start < source[1]]
    if tokens[head - 1].words not in _PAUSES or any(t.pos == "PROPN" for t in found):
        return None
    last = head + 1
    while last + 1 < len(tokens) and tokens[last + 1].pos == "PROPN":
        last += 1
    return tokens[head + 1].start, tokens[last].end


def _is_affected(sentence: Sentence, head: int, source: tuple[int, int]) -> bool:
    """Return whether the source is what something was done to ("the panel was found"), which says nothing."""
    below = [t for t in sentence.tokens if t.head == head and t.dep == "nsubjpass"]
    return any(source[0] <= t.start < source[1] for t in below) and sentence.tokens[head].lemma in _DOING


def _is_label(words: Sequence[Token]) -> bool:
    """Return whether what stands before a colon is a label ("UPDATE"), not somebody."""
    return len(words) == 1 and words[0].words.isupper() and not words[0].entity


def _is_reported(places: _Places, contents: Sequence[tuple[int, int]]) -> bool:
    """Return whether words begin as reported ones do: with a mark or a word that joins a clause."""
    first = [words[0] for extent in contents if (words := places.within(extent))]
    return any(t.words.lower() in _JOINING or t.words[:1] in "“\"«„'‘`" for t in first)


def _kind(head: Token, cue: Sequence[Token], cues: Cues) -> str:
    lemma = head.lemma.lower()
    printed = " ".join(t.words.lower() for t in cue)
    if any(phrase in printed for phrase in cues.according):
        return "according"
    puts = printed.startswith(("put it", "puts it"))
    if head.words == ":" or puts or lemma in cues.say or (head.pos == "NOUN" and lemma in cues.nouns):
        return "say"
    if lemma in cues.address:
        return "address"
    return "think" if lemma in cues.think else "other"
