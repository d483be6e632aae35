"""Who says what in a sentence whose grammar is known: reporting verbs, their subjects and what they report."""

from collections.abc import Sequence

import msgspec

from synoptic.annotate.quote_cues import Cues
from synoptic.news.annotation import Sentence, Token

SUBJECTS = frozenset(("nsubj", "nsubjpass", "nsubj:pass", "csubj"))
CLAUSES = frozenset(("ccomp", "xcomp"))
JOINED = frozenset(("conj",))
LOOSE = frozenset(("advcl", "acl", "pcomp", "relcl", "acl:relcl"))
NEGATING = frozenset(("neg",))
CLAUSE_HEADS = frozenset(("ROOT", "ccomp", "conj", "advcl", "relcl", "acl:relcl", "parataxis"))


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """A reporting word, who reports and what, as offsets.

    `head` is where the main word of the cue begins; `contents` are the stretches of words reported, in text
    order, and `kind` is what the cue does: say, address, think, according or other.
    """

    sentence: int
    head: int
    cue: tuple[int, int]
    lemma: str
    source: tuple[int, int] | None
    contents: tuple[tuple[int, int], ...]
    kind: str
    negated: bool = False


class Tree:
    """The tokens of one sentence with their children, for short questions about grammar."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                self.children[token.head].append(index)

    def below(self, index: int, without: int = -1) -> list[int]:
        """Return the token indexes of a subtree in text order, leaving out the subtree of `without`."""
        found: list[int] = []
        waiting = [index]
        while waiting:
            at = waiting.pop()
            if at == without:
                continue
            found.append(at)
            waiting.extend(self.children[at])
        return sorted(found)

    def child(self, index: int, labels: frozenset[str]) -> int | None:
        """Return the first child with one of the labels, or None."""
        return next((c for c in self.children[index] if self.tokens[c].dep in labels), None)


def find_attributions(sentence: Sentence, cues: Cues) -> tuple[Attribution, ...]:
    """Return the attributions of a parsed sentence, in text order."""
    if not sentence.parsed:
        return ()
    tree = Tree(sentence)
    found: list[Attribution] = []
    for index, token in enumerate(tree.tokens):
        lemma = token.lemma.lower()
        if token.pos in ("VERB", "AUX") and (lemma in cues.speech or lemma in cues.think):
            made = _of_verb(tree, index, cues)
        else:
            made = _according(tree, index, cues)
        if made is not None:
            found.append(made)
    return tuple(found)


def _of_verb(tree: Tree, verb: int, cues: Cues) -> Attribution | None:
    lemma = tree.tokens[verb].lemma.lower()
    content = _content(tree, verb, lemma, cues)
    source = subject_of(tree, verb)
    if content is None and source is None:
        return None
    kind = "say" if lemma in cues.say else "address" if lemma in cues.address else "think"
    return Attribution(
        sentence=tree.sentence.index,
        head=tree.tokens[verb].start,
        cue=(tree.tokens[verb].start, tree.tokens[verb].end),
        lemma=lemma,
        source=_extent(tree, noun_phrase(tree, source)) if source is not None else None,
        contents=(_extent(tree, content),) if content else (),
        kind=kind,
        negated=_negated(tree, verb, cues),
    )


def _content(tree: Tree, verb: int, lemma: str, cues: Cues) -> list[int] | None:
    tokens = tree.tokens
    clauses = [c for c in tree.children[verb] if tokens[c].dep in CLAUSES]
    finite = [c for c in clauses if tokens[c].dep == "ccomp"]
    if finite and (lemma in cues.say or lemma in cues.think):
        return tree.below(finite[-1])
    head = tokens[verb].head
    if tokens[verb].dep in ("parataxis", "ccomp") and head != verb and _is_aside(tree, verb):
        return tree.below(_clause_head(tree, head), without=verb)
    mark = tree.child(verb, frozenset(("mark",)))
    if tokens[verb].dep == "advcl" and mark is not None and tokens[mark].lemma.lower() in ("as", "comme"):
        return tree.below(head, without=verb)
    if lemma in cues.address:
        targets = [
            c for c in tree.children[verb] if tokens[c].dep in ("dobj", "obj", "xcomp", "ccomp", "prep", "oprd")
        ]
        targets = [c for c in targets if c > verb]
        heads = [
            c for c in targets if tokens[c].dep != "prep" or tokens[c].lemma in ("for", "of", "as", "on", "about")
        ]
        if heads:
            return sorted(i for c in heads for i in tree.below(c))
    return None


def _is_aside(tree: Tree, verb: int) -> bool:
    """Return whether a reporting verb stands beside the clause that it reports, set off by commas."""
    below = tree.below(verb)
    before, after = below[0] - 1, below[-1] + 1
    edges = [tree.tokens[i].words for i in (before, after) if 0 <= i < len(tree.tokens)]
    own_clause = any(tree.tokens[c].dep == "ccomp" for c in tree.children[verb])
    return not own_clause and any(e in (",", "–", "—", "”", '"', "»", "-") for e in edges) and len(below) <= 25


def _clause_head(tree: Tree, index: int) -> int:
    while tree.tokens[index].head != index and tree.tokens[index].dep not in CLAUSE_HEADS:
        index = tree.tokens[index].head
    return index


def subject_of(tree: Tree, verb: int) -> int | None:
    """Return the token that heads the subject of a verb, also through "and", "saying" and "who"."""
    tokens = tree.tokens
    agent = tree.child(verb, frozenset(("agent", "obl:agent")))
    if agent is not None:
        return tree.child(agent, frozenset(("pobj",))) if tokens[agent].dep == "agent" else agent
    own = tree.child(verb, SUBJECTS)
    if own is not None:
        return antecedent(tree, verb, own)
    head = tokens[verb].head
    if head == verb:
        return None
    if tokens[verb].dep in ("acl", "relcl", "acl:relcl"):
        return head if tokens[head].pos in ("NOUN", "PROPN", "PRON") else subject_of(tree, head)
    if tokens[verb].dep == "xcomp":
        target = tree.child(head, frozenset(("dobj", "obj")))
        return target if target is not None and target < verb else subject_of(tree, head)
    if tokens[verb].dep in JOINED | LOOSE | {"prep", "aux", "dep"}:
        return subject_of(tree, head)
    return None


def antecedent(tree: Tree, verb: int, subject: int) -> int:
    """Return the noun that "who" or "which" stands for, else the subject itself."""
    tokens = tree.tokens
    relative = tokens[subject].lemma.lower() in ("who", "which", "that", "qui")
    if relative and tokens[verb].dep in ("relcl", "acl:relcl") and tokens[verb].head != verb:
        return tokens[verb].head
    return subject


def noun_phrase(tree: Tree, head: int) -> list[int]:
    """Return a noun's phrase with its titles and apposition, without relative clauses and asides."""
    skipped = {"relcl", "acl:relcl", "punct", "cc", "advcl", "parataxis", "ccomp", "acl", "advmod"}
    below = set(tree.below(head))
    for child in tree.children[head]:
        if tree.tokens[child].dep in skipped and tree.tokens[child].dep not in ("punct", "cc"):
            below -= set(tree.below(child))
    kept = sorted(below)
    start, end = kept.index(head), kept.index(head)
    while start > 0 and kept[start - 1] == kept[start] - 1:
        start -= 1
    while end + 1 < len(kept) and kept[end + 1] == kept[end] + 1:
        end += 1
    chosen = kept[start : end + 1]
    while len(chosen) > 1 and tree.tokens[chosen[-1]].dep in ("punct", "cc") and chosen[-1] != head:
        chosen.pop()
    while len(chosen) > 1 and tree.tokens[chosen[0]].dep in ("punct", "cc") and chosen[0] != head:
        chosen.pop(0)
    return chosen


def _according(tree: Tree, index: int, cues: Cues) -> Attribution | None:
    tokens = tree.tokens
    spelled = next((p.split() for p in cues.according if _matches(tokens, index, p.split())), None)
    if spelled is None:
        return None
    last = index + len(spelled) - 1
    noun = next((c for c in tree.children[last] if tokens[c].dep == "pobj"), None)
    if noun is None and tokens[index].dep == "case":
        noun = tokens[index].head
    if noun is None or noun <= last:
        return None
    top = noun if tokens[index].dep == "case" else index
    clause = _clause_head(tree, tokens[top].head)
    content = tree.below(clause, without=top) if tokens[clause].pos in ("VERB", "AUX") else None
    source = [i for i in noun_phrase(tree, noun) if i > last]
    return Attribution(
        sentence=tree.sentence.index,
        head=tokens[index].start,
        cue=(tokens[index].start, tokens[last].end),
        lemma=" ".join(spelled),
        source=_extent(tree, source),
        contents=(_extent(tree, content),) if content else (),
        kind="according",
    )


def _matches(tokens: Sequence[Token], index: int, words: list[str]) -> bool:
    printed = [t.words.lower() for t in tokens[index : index + len(words)]]
    return printed == words


def _extent(tree: Tree, indexes: Sequence[int]) -> tuple[int, int]:
    """Return the offsets of the hull of tokens, without marks and commas at its edges."""
    kept = list(indexes)
    while len(kept) > 1 and tree.tokens[kept[0]].words in (",", ";", ":", "–", "—", "-", "."):
        kept.pop(0)
    while len(kept) > 1 and tree.tokens[kept[-1]].words in (",", ";", ":", "–", "—", "-", "."):
        kept.pop()
    return tree.tokens[kept[0]].start, tree.tokens[kept[-1]].end


def _negated(tree: Tree, verb: int, cues: Cues) -> bool:
    if tree.tokens[verb].lemma.lower() in cues.negations:
        return True
    own = [tree.tokens[c] for c in tree.children[verb] if c < verb]
    return any(t.dep == "neg" or t.words.lower() in cues.negations for t in own)
