"""Whom “he”, “the senator” or “the statement” means as a speaker, where names and mentions leave it open."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from synoptic.annotate.indirect import Tree, noun_phrase, subject_of
from synoptic.annotate.name_spans import gender_of_name
from synoptic.annotate.quote_cues import cues_of
from synoptic.annotate.roles import find_roles, gender_of, is_title
from synoptic.news.annotation import Entity, Reading, Token

ARTICLES = re.compile(r"^(?:the|a|an|le|la|les|un|une|der|die|das|el|los|las)\s+", re.IGNORECASE)
DEFINITE = re.compile(r"^(?:the|le|la|der|die|das|el|los|las)\s+", re.IGNORECASE)
# What a pronoun or a description points back to stands at most this far away, in characters: two paragraphs.
NEAR = 1500
# A statement may be named this far before it is quoted again.
FAR = 4000
SAYING = frozenset(("say", "write", "state", "announce", "declare", "add", "call"))
THINGS = frozenset(("it", "es"))
MALE = frozenset(("he", "him", "his", "il", "lui", "er", "él", "ele", "он"))
FEMALE = frozenset(("she", "her", "elle", "sie", "ella", "ela", "lei", "она", "ona"))
SHORT_TITLES = {
    "senator": "Sen.",
    "congressman": "Rep.",
    "congresswoman": "Rep.",
    "representative": "Rep.",
    "governor": "Gov.",
    "doctor": "Dr.",
}
# Reports call by these whom they do not name.
NAMELESS = frozenset(("official", "source", "aide", "insider"))
# Nouns for what an outlet publishes, and the cues with which one is quoted before: “the report” is that outlet's.
_PUBLISHED = frozenset(("report", "article", "story"))
_PUBLISHING = re.compile(r"\b(?:report|wr[io]te|according to)", re.IGNORECASE)
ISSUING = frozenset(
    ["issue", "release", "send", "publish", "post", "write", "sign", "give", "read", "make", "circulate", "file"]
)


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who speaks: the best name, the entity's id where one is known, the printed words and the printed cue.

    `document` says that what speaks is a statement or letter of theirs, which “it” can stand for.
    """

    name: str
    entity: str = ""
    span: tuple[int, int] | None = None
    pronoun: bool = False
    how: str = ""
    document: bool = False


class Meant:
    """The persons and documents of one report that a pronoun or a description can point back to."""

    def __init__(self, reading: Reading, quoted: Sequence[tuple[int, int]] = ()) -> None:
        self._text = reading.report.text
        self._language = reading.report.language
        self._sentences = [s for s in reading.sentences if s.parsed]
        self._mentions = [m for m in reading.mentions if m.form != "pronoun"]
        self._names = {e.id: e.name for e in reading.entities}
        self._people = {e.id: e for e in reading.entities if e.kind == "person"}
        self._people |= {e.id: e for e in reading.entities if e.id in self._titled(reading)}
        subjects = {t.start for s in reading.sentences for t in s.tokens if _is_main_subject(s.tokens, t)}
        outside = [m for m in reading.mentions if not any(a <= m.start < b for a, b in quoted)]
        named = [m for m in outside if m.entity in self._people and m.form in ("name", "alias", "role")]
        times = Counter(m.entity for m in named)
        # One word with a capital, seen once, is as often a caption's or a heading's as a person's name.
        named = [m for m in named if times[m.entity] > 1 or " " in self._people[m.entity].name]
        self._subjects = [(m.end, m.entity) for m in named if subjects & set(range(m.start, m.end))]
        self._named = [(m.end, m.entity) for m in named]

    def _titled(self, reading: Reading) -> set[str]:
        """Return the bodies that the report once gives a title ("President Thorne"): mistaken surnames."""
        found = set()
        for mention in reading.mentions:
            if mention.kind == "organisation" and mention.form in ("name", "alias") and " " not in mention.words:
                before = self._text[max(0, mention.start - 30) : mention.start].split()[-1:]
                if before and (
                    is_title(before[0].strip("."), self._language) or find_roles(before, self._language)
                ):
                    found.add(mention.entity)
        return found

    def named_in(self, told: Sequence[tuple[int, int]]) -> frozenset[str]:
        """Return the persons whom reported words name: whoever speaks of them by name is somebody else."""
        inside = [m for m in self._mentions if any(a <= m.start and m.end <= b for a, b in told)]
        return frozenset(m.entity for m in inside if m.form in ("name", "alias"))

    def by_pronoun(
        self, printed: str, span: tuple[int, int], before: Sequence[Speaker], others: frozenset[str] = frozenset()
    ) -> Speaker | None:
        """Return the last speaker or subject before a pronoun that it can stand for, else the last one named.

        `others` are persons whom it does not mean.
        """
        word = printed.lower()
        if word in THINGS:
            issuer = self._document_before(span, before)
            if issuer:
                return msgspec.structs.replace(issuer, pronoun=True)
            fits = [s for s in before if s.document or (s.entity not in self._people and not s.pronoun)]
            return msgspec.structs.replace(fits[-1], span=span, pronoun=True) if fits else None
        spoke = [(s.span[1], s.entity) for s in before if s.span and s.entity in self._people]
        meant = self._nearest(span[0], word, spoke, others)
        if meant:
            return Speaker(name=self._people[meant].name, entity=meant, span=span, pronoun=True)
        people = [s for s in before if not s.entity and not s.pronoun and s.span and span[0] - s.span[1] <= NEAR]
        last = people[-1] if people and word in MALE | FEMALE else None
        return Speaker(name=last.name, entity=last.entity, span=span, pronoun=True) if last else None

    def _document_before(self, span: tuple[int, int], before: Sequence[Speaker]) -> Speaker | None:
        """Return whose statement the sentence of a pronoun has for its subject before it."""
        sentence = next((s for s in self._sentences if s.start <= span[0] < s.end), None)
        earlier = [t for t in sentence.tokens if t.end <= span[0]] if sentence else []
        subject = next((t for t in reversed(earlier) if t.dep.startswith("nsubj")), None)
        if subject is None or subject.lemma.lower() not in cues_of(self._language).nouns:
            return None
        return self._issuer(subject.lemma.lower(), span, before)

    def _nearest(
        self, place: int, word: str, spoke: Sequence[tuple[int, str]], others: frozenset[str] = frozenset()
    ) -> str:
        """Return whom the nearest paragraph names alone, or as the last speaker or subject of a main clause."""
        named_before = [(at, e) for at, e in self._named if e not in others and self._agrees(e, word)]
        told = sorted([*spoke, *self._subjects])
        leading = [(at, e) for at, e in told if e not in others and self._agrees(e, word)]
        begin, end = self._text.rfind("\n", 0, place) + 1, place
        while place - end <= NEAR:
            first = [e for at, e in leading if begin < at <= end]
            named = {e for at, e in named_before if begin < at <= end}
            if first or len(named) == 1:
                return first[-1] if first else named.pop()
            if begin == 0:
                break
            begin, end = self._text.rfind("\n", 0, begin - 1) + 1, begin
        # A report that opens with somebody's words names them afterwards.
        ahead = [e for at, e in named_before if at - place <= NEAR]
        return ahead[0] if ahead and min(at for at, _ in self._named) > place else ""

    def _agrees(self, entity: str, word: str) -> bool:
        """Return whether a person's name and roles do not speak against a pronoun's gender."""
        person = self._people[entity]
        gender = gender_of_name(person.name.split()[0]) if " " in person.name else ""
        for role in person.roles:
            gender = gender or gender_of(role.split()[-1], self._language)
        return not ((word in MALE and gender == "female") or (word in FEMALE and gender == "male"))

    def by_description(
        self, printed: str, span: tuple[int, int], before: Sequence[Speaker], others: frozenset[str] = frozenset()
    ) -> Speaker | None:
        """Return whom “the senator” means: who has that role, or the last speaker; or whose “the letter” is.

        `others` are persons whom it does not mean.
        """
        words = short(printed).split()
        if not words or not DEFINITE.match(printed):
            return None
        if words[-1].lower() in cues_of(self._language).nouns:
            return self._issuer(words[-1].lower(), span, before)
        roles = find_roles(words, self._language)
        if not roles or roles[-1].last != len(words) - 1:
            return None
        if roles[-1].words in NAMELESS:
            return None
        held = {e.id for e in self._people.values() if self._holds(e, roles[-1].words)}
        if len(held) == 1 and not held & others:
            return _speaker(self._people[held.pop()], span)
        near = [s for s in before if s.entity in self._people and s.span and span[0] - s.span[1] <= NEAR]
        near = [s for s in near if s.entity not in others]
        fitting = [s.entity for s in near if s.entity in held]
        if fitting:
            return _speaker(self._people[fitting[-1]], span)
        introduced = (
            rf"\b(?:an?|one|another|une?|eine?|un[ao]?)\s+(?:[^\s,;]+\s+){{0,4}}{re.escape(roles[-1].words)}\b"
        )
        if re.search(introduced, self._text[max(0, span[0] - NEAR) : span[0]], re.IGNORECASE):
            return None  # "an official" went before: somebody whom the report does not name
        return _speaker(self._people[near[-1].entity], span) if near else None

    def _holds(self, person: Entity, role: str) -> bool:
        """Return whether a person has a role, or the short form of its title before a name somewhere."""
        if any(role in own.casefold() for own in person.roles):
            return True
        short_form = SHORT_TITLES.get(role)
        starts = [m.start for m in self._mentions if m.entity == person.id] if short_form else []
        return any(self._text[max(0, k - 8) : k].split()[-1:] == [short_form] for k in starts)

    def _issuer(self, noun: str, span: tuple[int, int], before: Sequence[Speaker]) -> Speaker | None:
        """Return whose statement or letter it is: who was said to speak in one, to issue one or to own one."""
        told = [s for s in before if re.search(rf"\b{re.escape(noun)}\b", s.how.lower()) and s.span]
        if not told and noun in _PUBLISHED:
            outlets = [s for s in before if s.entity and s.entity not in self._people]
            told = [s for s in outlets if s.span and _PUBLISHING.match(s.how)]
        if told and told[-1].span and span[0] - told[-1].span[1] <= FAR:
            return msgspec.structs.replace(told[-1], span=span, document=True)
        owners = [(at, owner) for at, owner in self._owners(noun) if at <= span[0] and span[0] - at <= FAR]
        if not owners:
            # Whoever spoke last said it in the statement that the report goes on with.
            issuing = () if noun in _PUBLISHED else before
            near = [s for s in issuing if s.span and not s.pronoun and 0 <= span[0] - s.span[1] <= NEAR]
            return msgspec.structs.replace(near[-1], span=span, document=True) if near else None
        start, end = max(owners)[1]
        held = [
            m for m in self._mentions if start <= m.start and m.end <= end and m.kind in ("person", "organisation")
        ]
        if held:
            return Speaker(name=self._names[held[0].entity], entity=held[0].entity, span=span, document=True)
        words = ARTICLES.sub("", " ".join(self._text[start:end].split()))
        return Speaker(name=short(words), span=span, document=True) if words[:1].isupper() else None

    def _owners(self, noun: str) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield where the report says whose statement or letter there is, and the words for the owner."""
        for sentence in self._sentences:
            if noun not in {t.lemma.lower() for t in sentence.tokens}:
                continue
            tree = Tree(sentence)
            for place, token in enumerate(tree.tokens):
                owner = _owner(tree, place) if token.lemma.lower() == noun else None
                if owner is not None:
                    phrase = [tree.tokens[k] for k in noun_phrase(tree, owner)]
                    yield token.end, (phrase[0].start, phrase[-1].end)


def _owner(tree: Tree, noun: int) -> int | None:
    """Return who issues a statement (its verb's subject), owns it, or is named behind “from” or “by”."""
    owner = tree.child(noun, frozenset(("poss",)))
    if owner is not None:
        return owner if tree.tokens[owner].pos != "PRON" else None
    qualifier = tree.child(noun, frozenset(("compound",)))
    if qualifier is not None and tree.tokens[qualifier].entity:
        return qualifier
    for child in tree.children[noun]:
        if tree.tokens[child].dep == "prep" and tree.tokens[child].lemma in ("from", "by"):
            return tree.child(child, frozenset(("pobj",)))
    verb = tree.tokens[noun].head
    if tree.tokens[noun].dep in ("dobj", "obj") and tree.tokens[verb].lemma.lower() in ISSUING:
        return subject_of(tree, verb)
    if tree.tokens[noun].dep == "pobj" and tree.tokens[verb].lemma.lower() == "in":
        said = tree.tokens[verb].head
        return subject_of(tree, said) if tree.tokens[said].lemma.lower() in SAYING else None
    return None


def issuer_of(tree: Tree, noun: int, documents: frozenset[str]) -> int | None:
    """Return who issued what a noun stands for, or whose statement it is."""
    made = maker_of(tree, noun)
    return _owner(tree, noun) if made is None and tree.tokens[noun].lemma.lower() in documents else made


def maker_of(tree: Tree, noun: int) -> int | None:
    """Return who issued what a noun stands for ("the plan released by the ministry")."""
    made = [k for k in tree.children[noun] if tree.tokens[k].dep == "acl" and tree.tokens[k].lemma in ISSUING]
    agents = [a for k in made if (a := tree.child(k, frozenset(("agent",)))) is not None]
    return tree.child(agents[0], frozenset(("pobj",))) if agents else None


def _is_main_subject(tokens: Sequence[Token], token: Token) -> bool:
    """Return whether a token is the subject of a main clause, not of something that somebody says or thinks."""
    verb = tokens[token.head]
    return token.dep.startswith("nsubj") and verb.dep in ("ROOT", "conj", "parataxis")


def _speaker(person: Entity, span: tuple[int, int]) -> Speaker:
    return Speaker(name=person.name, entity=person.id, span=span)


def short(printed: str) -> str:
    """Return a printed phrase without what follows its first comma."""
    return printed.split(",")[0].strip() or printed
