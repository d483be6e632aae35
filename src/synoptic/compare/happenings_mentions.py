"""What is known of the happenings that reports mention, as arrays: their words, takers of part, surroundings."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

import msgspec
import numpy as np
import numpy.typing as npt

from synoptic.compare.claim_features import Floats
from synoptic.compare.clause_tree import OBJECTS, PASSIVE_SUBJECTS, ClauseTree
from synoptic.news.annotation import Reading, Sentence, Token
from synoptic.news.comparison import Dossier
from synoptic.news.report import Passage
from synoptic.run.stage import Tools

_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM"})
# Verbs that carry little of their own: what their object, or the noun they are put to, names is what happened.
_LIGHT_WORDS = (
    "be have do make take give get go come hold keep place carry suffer occur happen begin start continue end "
    "stop finish face cause lead remain become see call use set put let event incident case thing"
)
LIGHT = frozenset(_LIGHT_WORDS.split())
_SAYING_WORDS = (
    "say tell report announce confirm add state claim note reveal declare statement announcement write explain "
    "speak comment describe suggest argue accord quote believe think ask"
)
SAYING = frozenset(_SAYING_WORDS.split())
_PREPOSITIONS = frozenset({"prep", "agent", "dative", "case"})
# Endings that make a noun of a verb or a doer of it; the longest are tried first.
_ENDINGS = re.compile(
    r"(?:i?fication|ations?|itions?|utions?|sions?|tions?|ions?|ments?|ances?|ences?|ings?|als?|ures?|ers?|ors?|"
    r"ees?|ies|ied|ed|es|s|y|e)$"
)
# A stem shorter than this is left whole: “use” and “us” must not become one.
_SHORTEST_STEM = 3


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """One mention of a happening as read: its head word, its words, who and what takes part, what surrounds it.

    Takers of part are story-wide ids of names and base forms of nouns; `near` is everything in its clause.
    """

    passage: Passage
    report: int
    sentence: int
    head: str
    stem: str
    pos: str
    tag: str
    lemmas: frozenset[str] = frozenset()
    agent: frozenset[str] = frozenset()
    patient: frozenset[str] = frozenset()
    other: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    governor: str = ""
    negated: bool = False
    unreal: bool = False
    place: float = 0.0


class HappeningTable:
    """The mentions of a story's happenings in a fixed order, ready to be compared in bulk."""

    def __init__(self, dossier: Dossier, mentions: Iterable[Passage], tools: Tools) -> None:
        self._tools = tools
        self._members = {m: e.id for e in dossier.entities for m in (e.id, *e.members)}
        readings = sorted(dossier.readings, key=lambda r: r.id)
        self.readings: tuple[Reading, ...] = tuple(readings)
        numbers = {r.id: k for k, r in enumerate(readings)}
        ordered = sorted(set(mentions), key=lambda m: (m.report, m.start, m.end))
        self.happenings: tuple[Happening, ...] = tuple(
            self._read(readings[numbers[m.report]], m, numbers[m.report]) for m in ordered
        )
        self.report: npt.NDArray[np.int32] = np.array([h.report for h in self.happenings], dtype=np.int32)
        self.sentence: npt.NDArray[np.int32] = np.array([h.sentence for h in self.happenings], dtype=np.int32)

    def __len__(self) -> int:
        """Return how many mentions there are."""
        return len(self.happenings)

    @cached_property
    def heads(self) -> Floats:
        """Return the vectors of the head words' base forms."""
        return self._tools.vectors([h.head for h in self.happenings])

    @cached_property
    def phrases(self) -> Floats:
        """Return the vectors of the mentions' own words."""
        return self._tools.vectors([h.passage.words for h in self.happenings])

    @cached_property
    def sentences(self) -> Floats:
        """Return the vectors of the mentions' sentences, freed of the story's mean."""
        words = []
        for happening in self.happenings:
            sentence = self.readings[happening.report].sentence_at(happening.passage.start)
            words.append(sentence.words if sentence else happening.passage.words)
        return freed_of_mean(self._tools.vectors(words))

    @cached_property
    def clauses(self) -> Floats:
        """Return the vectors of each mention with its clause's words, freed of the story's mean."""
        words = [f"{h.passage.words} {' '.join(sorted(h.near))}" for h in self.happenings]
        return freed_of_mean(self._tools.vectors(words))

    @cached_property
    def reports(self) -> list[frozenset[str]]:
        """Return the content words of each whole report."""
        return [frozenset(w for s in r.sentences for w in content_words(s.tokens)) for r in self.readings]

    @cached_property
    def rarity(self) -> dict[str, float]:
        """Return how telling each word is in this story: the fewer reports have it, the more."""
        counts = Counter(word for held in self.reports for word in held)
        total = len(self.reports) + 1
        return {word: float(np.log(total / number)) for word, number in counts.items()}

    def _read(self, reading: Reading, mention: Passage, report: int) -> Happening:
        sentence = reading.sentence_at(mention.start)
        if sentence is None or not sentence.tokens:
            word = mention.words.casefold()
            return Happening(
                passage=mention, report=report, sentence=-1, head=word, stem=stem_of(word), pos="", tag=""
            )
        inside = [k for k, t in enumerate(sentence.tokens) if t.start < mention.end and mention.start < t.end]
        tree = ClauseTree(sentence.tokens)
        head = head_of(sentence.tokens, inside)
        token = sentence.tokens[head]
        clause = [sentence.tokens[k] for k in tree.clause(_clause_top(tree, head)) if k not in inside]
        agent, patient, other = self._takers(reading, tree, head)
        lemma = (token.lemma or token.words).casefold()
        return Happening(
            passage=mention,
            report=report,
            sentence=sentence.index,
            head=lemma,
            stem=stem_of(lemma),
            pos=token.pos,
            tag=token.tag,
            lemmas=frozenset(content_words(sentence.tokens[k] for k in inside)),
            agent=agent,
            patient=patient,
            other=other,
            near=frozenset(content_words(clause)),
            around=frozenset(content_words(t for k, t in enumerate(sentence.tokens) if k not in inside)),
            names=frozenset(self._story_wide(m.entity) for m in reading.mentions_in(sentence)),
            times=frozenset(_time_words(t.words) for t in reading.times_in(sentence)),
            numbers=frozenset(t.words for t in sentence.tokens if t.pos == "NUM" or t.words[:1].isdigit()),
            governor=tree.lemma(token.head) if token.head != head else "",
            negated=token.pos in ("VERB", "AUX") and tree.negated(head),
            unreal=_unreal(tree, head),
            place=_place(reading, sentence),
        )

    def _takers(
        self, reading: Reading, tree: ClauseTree, head: int
    ) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Return who does it, whom or what it befalls, and what else hangs on it."""
        agents, patients, others = _places_of_takers(tree, head)
        return (
            self._keys(reading, tree, agents),
            self._keys(reading, tree, patients),
            self._keys(reading, tree, others),
        )

    def _keys(self, reading: Reading, tree: ClauseTree, places: Iterable[int]) -> frozenset[str]:
        """Return the story-wide ids of the names in some phrases, and the base forms of their nouns."""
        keys: set[str] = set()
        for place in places:
            phrase = [tree.tokens[k] for k in tree.phrase(place)]
            keys.update(content_words(phrase))
            span = reading.passage(phrase[0].start, phrase[-1].end)
            keys.update(self._story_wide(m.entity) for m in reading.mentions_in(span))
        return frozenset(keys)

    def _story_wide(self, entity: str) -> str:
        return self._members.get(entity, entity)


def head_of(tokens: Sequence[Token], inside: Sequence[int]) -> int:
    """Return the head word of some tokens: the one whose own head lies outside; a light verb gives way."""
    held = set(inside)
    tops = [k for k in inside if tokens[k].head not in held or tokens[k].head == k]
    tops = [k for k in tops if tokens[k].pos in _CONTENT] or tops or list(inside)
    head = tops[0]
    if (tokens[head].lemma or "").casefold() in LIGHT:
        fuller = [k for k in inside if k != head and tokens[k].pos in ("NOUN", "VERB", "PROPN", "ADJ")]
        head = fuller[0] if fuller else head
    return head


def content_words(tokens: Iterable[Token]) -> list[str]:
    """Return the base forms of the content words among some tokens."""
    return [
        (t.lemma or t.words).casefold()
        for t in tokens
        if (t.pos in _CONTENT or not t.pos) and any(map(str.isalnum, t.words))
    ]


def stem_of(word: str) -> str:
    """Return a word without the endings that make nouns of verbs: “resignation” and “resign” are one."""
    stem = _ENDINGS.sub("", word)
    return stem if len(stem) >= _SHORTEST_STEM else word


def freed_of_mean(rows: Floats) -> Floats:
    """Return vectors with their mean taken away, of unit length again."""
    if not len(rows):
        return rows
    centred = rows - rows.mean(axis=0, keepdims=True)
    lengths = np.linalg.norm(centred, axis=1, keepdims=True)
    kept: Floats = (centred / np.where(lengths < 1e-6, 1, lengths)).astype(np.float32)
    return kept


def _clause_top(tree: ClauseTree, head: int) -> int:
    """Return the verb of the clause that a word stands in."""
    place, seen = head, {head}
    while tree.tokens[place].pos not in ("VERB", "AUX"):
        place = tree.tokens[place].head
        if place in seen:
            return place
        seen.add(place)
    return place


def _places_of_takers(tree: ClauseTree, head: int) -> tuple[list[int], list[int], list[int]]:
    agents: list[int] = []
    patients: list[int] = []
    others: list[int] = []
    token = tree.tokens[head]
    if token.pos in ("VERB", "AUX"):
        subject = tree.subject(head)
        if subject is not None:
            (patients if tree.is_passive(head) else agents).append(subject)
        patients += tree.under(head, OBJECTS | PASSIVE_SUBJECTS)
    else:
        agents += tree.under(head, frozenset({"poss", "nmod:poss"}))
        patients += tree.under(head, frozenset({"compound", "nmod", "amod"}))
        governor = tree.tokens[token.head]
        if token.head != head and governor.pos in ("VERB", "AUX"):
            subject = tree.subject(token.head)
            agents += [subject] if subject is not None and subject != head else []
            others += _behind_prepositions(tree, token.head, frozenset(), head)[1]
    by, rest = _behind_prepositions(tree, head, frozenset({"by"}), head)
    of, rest_of = _split_of(tree, rest)
    return agents + by, patients + of, others + rest_of


def _behind_prepositions(
    tree: ClauseTree, place: int, wanted: frozenset[str], without: int
) -> tuple[list[int], list[int]]:
    found: list[int] = []
    rest: list[int] = []
    for preposition in tree.under(place, _PREPOSITIONS):
        objects = [k for k in tree.children.get(preposition, ()) if tree.tokens[k].dep == "pobj" and k != without]
        (found if tree.lemma(preposition) in wanted else rest).extend(objects)
    return found, rest


def _split_of(tree: ClauseTree, places: Iterable[int]) -> tuple[list[int], list[int]]:
    of = [k for k in places if tree.lemma(tree.tokens[k].head) == "of"]
    return of, [k for k in places if k not in of]


def _unreal(tree: ClauseTree, head: int) -> bool:
    """Return whether a verb tells of what is to come, may be or is wanted."""
    if any(tree.tokens[k].tag == "MD" for k in tree.under(head, frozenset({"aux"}))):
        return True
    return any(tree.lemma(k) == "to" for k in tree.under(head, frozenset({"aux"})))


def _time_words(words: str) -> str:
    kept = [w for w in re.findall(r"\w+", words.casefold()) if w not in ("on", "in", "the", "last", "this", "at")]
    return " ".join(kept)


def _place(reading: Reading, sentence: Sentence) -> float:
    return sentence.index / max(1, len(reading.sentences) - 1)
