"""Claims: the propositions of a report as character ranges, each with who says it, how and when."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from synoptic.annotate.claim_frames import modality_of, polarity_of, predicate_of, roles_of
from synoptic.annotate.clause_score import ClauseWeights, packaged_weights, surroundings_of
from synoptic.annotate.clauses import Clause, split_clauses
from synoptic.annotate.indirect import Tree
from synoptic.annotate.quote_cues import cues_of
from synoptic.annotate.settings import AnnotateSettings
from synoptic.news.annotation import Claim, Quote, Reading, Role, Sentence, Token
from synoptic.news.ids import content_id
from synoptic.news.report import Interval, Passage
from synoptic.run.stage import Made, Tools

_CONTENT = frozenset(("NOUN", "VERB", "PROPN", "ADJ", "NUM", "ADV"))
# Words at the edge of a clause that are no part of what it says.
_EDGES = frozenset(("cc", "punct", "mark"))
# A clause is somebody's words when at least this share of it lies inside the quote (a choice: a clause and a
# quote that disagree by a name or an adverb at the edge are still the same words).
_INSIDE = 0.6
# "the minister said late on Monday": with more content words besides verb and subject a clause around a verb of
# saying says something of its own (a choice).
_ASIDE_WORDS = 2
_MARKS = frozenset(("“", "”", '"', "«", "»", "„"))
# Where no grammar is known a word shorter than this is taken for grammar, as in the comparison.
_SHORTEST_CONTENT = 4


class _Part(msgspec.Struct, frozen=True, kw_only=True):
    """What one claim will be made of, whether it was read from grammar or is a whole sentence."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    clause: Clause | None = None
    tree: Tree | None = None


def find_claims(reading: Reading, *, settings: AnnotateSettings, tools: Tools) -> Made[Claim]:
    """Return the claims of a report's body in text order; without grammar every sentence is one claim."""
    return Made(claims_of(reading, packaged_weights()))


def claims_of(reading: Reading, weights: ClauseWeights) -> tuple[Claim, ...]:
    """Return the claims of a report's body in text order, its sentences split by some weights."""
    claims: dict[str, Claim] = {}
    for sentence in reading.sentences:
        if sentence.block != "body":
            continue
        for part in _parts(reading, sentence, weights):
            claim = _claim(reading, part)
            if claim is not None:
                claims[claim.id] = claim
    return tuple(sorted(claims.values(), key=lambda c: (c.start, c.end, c.id)))


def _parts(reading: Reading, sentence: Sentence, weights: ClauseWeights) -> Iterator[_Part]:
    if not sentence.parsed:
        yield _Part(sentence=sentence, tokens=sentence.tokens)
        return
    tree = Tree(sentence)
    clauses = split_clauses(tree, surroundings_of(reading, sentence), weights)
    opening = _after_dateline(reading, sentence)
    for clause in clauses:
        if _only_reports(tree, clause, clauses):
            continue
        kept = [i for i in _trimmed(tree, clause) if sentence.tokens[i].start >= opening]
        if sum(sentence.tokens[i].pos in _CONTENT for i in kept) >= 2:
            yield _Part(
                sentence=sentence, tokens=tuple(sentence.tokens[i] for i in kept), clause=clause, tree=tree
            )


def _after_dateline(reading: Reading, sentence: Sentence) -> int:
    """Return where a sentence begins to tell something: behind the report's dateline and its dash."""
    dateline = reading.report.dateline
    if not dateline or not sentence.words.startswith(dateline):
        return sentence.start
    rest = sentence.words[len(dateline) :]
    return sentence.start + len(dateline) + len(rest) - len(rest.lstrip(" -–—:()"))


def _only_reports(tree: Tree, clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Return whether a clause does nothing but say that somebody said another one ("the minister said")."""
    cues = cues_of(tree.sentence.language)
    if tree.tokens[clause.head].lemma.casefold() not in cues.say:
        return False
    below = any(c.bond in ("content", "main") and c.parent == clause.head and c is not clause for c in clauses)
    return (below or _is_aside(tree, clause)) and _says_besides(tree, clause) <= _ASIDE_WORDS


def _says_besides(tree: Tree, clause: Clause) -> int:
    """Return how many content words a clause has besides its verb and its subject's phrase."""
    subject = set(tree.below(clause.subject)) if clause.subject is not None else set()
    rest = set(clause.own) - subject - {clause.head}
    return sum(tree.tokens[i].pos in _CONTENT for i in rest)


def _is_aside(tree: Tree, clause: Clause) -> bool:
    """Return whether a clause around a verb of saying is all but a name, set off or beside quotation marks."""
    set_off = tree.tokens[clause.head].dep in ("parataxis", "ccomp")
    return set_off or any(tree.tokens[i].words in _MARKS for i in clause.own)


def _trimmed(tree: Tree, clause: Clause) -> list[int]:
    own = list(clause.own)
    while own and tree.tokens[own[0]].dep in _EDGES and not _is_condition(tree, own[0]):
        own.pop(0)
    while own and tree.tokens[own[-1]].dep in _EDGES:
        own.pop()
    return sorted({*own, *clause.borrowed}) if own else []


def _is_condition(tree: Tree, index: int) -> bool:
    return tree.tokens[index].dep == "mark" and tree.tokens[index].words.casefold() not in ("that", "que")


def _claim(reading: Reading, part: _Part) -> Claim | None:
    spans = _spans(reading, part)
    if not spans:
        return None
    start, end = spans[0].start, spans[-1].end
    quote = _quote_around(reading, spans)
    roles = roles_of(reading, part.tree, part.clause) if part.tree and part.clause else ()
    return Claim(
        id=content_id("claim", reading.id, [(s.start, s.end) for s in spans]),
        report=reading.id,
        start=start,
        end=end,
        words=reading.report.text[start:end],
        spans=spans,
        sentence=part.sentence.index,
        attributed_to=quote.speaker if quote else "",
        attribution=quote.speaker_span if quote else None,
        chain=quote.chain if quote else (),
        quoted=bool(quote) and quote is not None and _in_marks(quote, spans),
        polarity=polarity_of(part.tree, part.clause) if part.tree and part.clause else "affirmed",
        modality=modality_of(part.tree, part.clause) if part.tree and part.clause else "asserted",
        predicate=predicate_of(part.tree, part.clause) if part.tree and part.clause else "",
        roles=roles,
        lemmas=_lemmas(part.tokens),
        entities=_entities(reading, spans, roles),
        figures=tuple(f.id for span in spans for f in reading.figures_in(span)),
        time=_time(reading, spans, part),
        context=_context(reading, part),
    )


def _spans(reading: Reading, part: _Part) -> tuple[Passage, ...]:
    """Return the words of a claim as the fewest ranges: runs of tokens, gaps of mere punctuation closed."""
    places = {t.start: k for k, t in enumerate(part.sentence.tokens)}
    runs: list[list[Token]] = []
    last = -2
    for token in part.tokens:
        here = places[token.start]
        between = part.sentence.tokens[last + 1 : here] if runs else ()
        if runs and not any(any(map(str.isalnum, t.words)) for t in between):
            runs[-1].append(token)
        else:
            runs.append([token])
        last = here
    kept = [run for run in map(_without_edges, runs) if run]
    return tuple(reading.passage(run[0].start, run[-1].end) for run in kept)


def _without_edges(run: list[Token]) -> list[Token]:
    while run and not any(map(str.isalnum, run[0].words)) and run[0].words not in "$€£¥#@":
        run = run[1:]
    while run and not any(map(str.isalnum, run[-1].words)) and run[-1].words not in "%€$£¥":
        run = run[:-1]
    return run


def _quote_around(reading: Reading, spans: Sequence[Passage]) -> Quote | None:
    """Return the shortest quote that holds most of a claim's words, or None in the outlet's own voice."""
    length = sum(s.end - s.start for s in spans)
    held = []
    for quote in reading.quotes:
        shared = sum(max(0, min(s.end, quote.end) - max(s.start, quote.start)) for s in spans)
        if shared >= _INSIDE * length:
            held.append(quote)
    return min(held, key=lambda q: (q.end - q.start, q.id), default=None)


def _in_marks(quote: Quote, spans: Sequence[Passage]) -> bool:
    parts: Sequence[Passage] = quote.fragments or (quote,)
    if quote.kind == "indirect":
        return False
    length = sum(s.end - s.start for s in spans)
    shared = sum(max(0, min(s.end, p.end) - max(s.start, p.start)) for s in spans for p in parts)
    return shared >= _INSIDE * length


def _entities(reading: Reading, spans: Sequence[Passage], roles: Iterable[Role]) -> tuple[str, ...]:
    named = {m.entity for span in spans for m in reading.mentions_in(span)}
    return tuple(sorted((named | {role.entity for role in roles}) - {""}))


def _lemmas(tokens: Iterable[Token]) -> tuple[str, ...]:
    kept = []
    for token in tokens:
        word = (token.lemma or token.words).casefold()
        read = token.pos in _CONTENT if token.pos else len(word) >= _SHORTEST_CONTENT
        if (read or any(map(str.isdigit, word))) and any(map(str.isalnum, word)):
            kept.append(word)
    return tuple(dict.fromkeys(kept))


def _time(reading: Reading, spans: Sequence[Passage], part: _Part) -> Interval | None:
    """Return when what a claim says happened: its own date, else the one that opens its sentence."""
    own = [t for span in spans for t in reading.times_in(span) if t.kind == "date"]
    if not own and part.clause is not None and part.clause.bond == "joined":
        first = min((s.start for s in spans), default=0)
        own = [t for t in reading.times_in(part.sentence) if t.kind == "date" and t.end <= first][:1]
        own = [t for t in own if t.start - part.sentence.start <= 2]
    dated = [t for t in own if t.time.earliest or t.time.latest]
    return min(dated, key=lambda t: t.start).time if dated else None


def _context(reading: Reading, part: _Part) -> str:
    """Return what a claim leans on outside its own words: its subject, and of a phrase the verb with its nouns."""
    if part.clause is None or part.tree is None:
        return ""
    held = {t.start for t in part.tokens}
    wanted = [part.clause.subject] if part.clause.subject is not None else []
    if part.clause.bond == "phrase":
        wanted += [part.clause.verb, *part.tree.children[part.clause.verb]]
    outside = sorted(
        {part.tree.tokens[i].start: i for i in wanted if part.tree.tokens[i].start not in held}.values()
    )
    leaned = [part.tree.tokens[i] for i in outside if part.tree.tokens[i].pos in _CONTENT | {"PRON"}]
    return " ".join(reading.report.text[t.start : t.end] for t in leaned)
