"""What is said of a name: in apposition, with “to be”, or by a verb of naming."""

from synoptic.compare.phrases import Phrases, Range
from synoptic.compare.word_lists import word_list

_BE = frozenset(("be", "become", "remain", "être", "devenir", "rester"))


def appositives(phrases: Phrases, span: Range) -> list[Range]:
    """Return the phrases that stand in apposition to a name: behind it, or a noun that it is put to."""
    head = phrases.head_of(span)
    found = []
    for child in phrases.children.get(head, ()):
        token = phrases.tokens[child]
        if token.dep == "appos" and token.pos in ("NOUN", "PROPN") and child > span[1]:
            found.append(phrases.noun_phrase(child))
    token = phrases.tokens[head]
    behind_colon = any(t.words == ":" for t in phrases.tokens[token.head + 1 : span[0]])
    if (
        token.dep == "appos"
        and phrases.tokens[token.head].pos == "NOUN"
        and token.head < span[0]
        and not behind_colon
    ):
        first, _ = phrases.noun_phrase(token.head)
        last = phrases.cut(token.head, span[0] - 1)
        if first <= token.head <= last:
            found.append(phrases.trimmed((first, last)))
    if not found:
        found += _plain_apposition(phrases, span)
    return found


def _plain_apposition(phrases: Phrases, span: Range) -> list[Range]:
    """Return the phrase between commas behind a name, however it was parsed: “X, a retired judge, …”."""
    place = span[1] + 1
    if place + 1 >= len(phrases.tokens) or phrases.tokens[place].words != ",":
        return []
    start = place + 1
    opener = phrases.tokens[start]
    if not (opener.pos in ("DET", "ADJ") or opener.tag == "PRP$" or opener.lemma in ("one", "former")):
        return []
    for end in range(start, min(start + 16, len(phrases.tokens))):
        token = phrases.tokens[end]
        if token.pos in ("VERB", "AUX") and token.tag in ("VBD", "VBZ", "VBP"):
            break
        if token.words in (",", ".", ";", "–", "—"):
            nouns = [i for i in range(start, end) if phrases.tokens[i].pos in ("NOUN", "PROPN")]
            return [phrases.trimmed((start, end - 1))] if nouns else []
    return []


def complements(phrases: Phrases, span: Range) -> list[Range]:
    """Return what a subject is said to be (“X is a hero”), and the subject that X is (“the loser is X”)."""
    head = phrases.head_of(span)
    token = phrases.tokens[head]
    verb = token.head
    if verb == head or phrases.tokens[verb].lemma not in _BE:
        return _verbless(phrases, head)
    siblings = phrases.children.get(verb, ())
    if any(phrases.tokens[i].dep == "neg" for i in siblings):
        return []
    wanted = (
        ("attr", "acomp", "oprd")
        if token.dep in ("nsubj", "nsubjpass")
        else ("nsubj",)
        if token.dep == "attr"
        else ()
    )
    return [
        _whole(phrases, i)
        for i in siblings
        if phrases.tokens[i].dep in wanted and phrases.tokens[i].pos in ("NOUN", "PROPN", "ADJ")
    ]


def _verbless(phrases: Phrases, head: int) -> list[Range]:
    """Return the predicate noun where the noun itself is the head of “X is a hero”, as in French grammars."""
    token = phrases.tokens[head]
    noun = phrases.tokens[token.head]
    copula = any(phrases.tokens[i].dep == "cop" for i in phrases.children.get(token.head, ()))
    if token.dep != "nsubj" or not copula or noun.pos not in ("NOUN", "ADJ"):
        return []
    first = token.head
    while first - 1 > head and phrases.tokens[first - 1].pos in ("DET", "ADJ", "ADV"):
        first -= 1
    _, last = phrases.subtree(token.head)
    return [(first, phrases.cut(token.head, last))]


def _whole(phrases: Phrases, head: int) -> Range:
    first, _ = phrases.noun_phrase(head)
    _, last = phrases.subtree(head)
    return phrases.trimmed((first, phrases.cut(head, last)))


def given_names(phrases: Phrases, span: Range) -> list[Range]:
    """Return what an object is called or recognised as: “recognised X as the winner”."""
    head = phrases.head_of(span)
    token = phrases.tokens[head]
    verb = token.head
    if verb == head or phrases.tokens[verb].lemma not in word_list("naming"):
        return []
    if token.dep not in ("dobj", "obj", "nsubjpass", "nsubj:pass") and not _is_called(phrases, verb, head):
        return []
    found = []
    for child in phrases.children.get(verb, ()):
        if child <= span[1]:
            continue
        name = phrases.tokens[child]
        if name.dep in ("oprd", "attr", "xcomp") and name.pos in ("NOUN", "PROPN", "ADJ"):
            found.append(_whole(phrases, child))
        elif name.words == "as" and child + 1 < len(phrases.tokens):
            found += _noun_behind(phrases, child + 1)
        elif name.dep in ("ccomp", "advcl"):
            marks = [i for i in phrases.children.get(child, ()) if phrases.tokens[i].words == "as"]
            if marks:
                found += _noun_behind(phrases, marks[0] + 1)
    return found


def _is_called(phrases: Phrases, verb: int, head: int) -> bool:
    """Return whether a name is the subject of the small clause behind a verb: “called [him a president]”."""
    return phrases.tokens[head].dep == "nsubj" and head > verb


def _noun_behind(phrases: Phrases, start: int) -> list[Range]:
    """Return the noun phrase that begins at a token."""
    for place in range(start, min(start + 10, len(phrases.tokens))):
        token = phrases.tokens[place]
        following = phrases.tokens[place + 1].pos if place + 1 < len(phrases.tokens) else ""
        if token.pos in ("NOUN", "PROPN") and following not in ("NOUN", "PROPN", "PART"):
            _, last = phrases.subtree(place)
            return [phrases.trimmed((start, max(place, phrases.cut(place, last))))]
        if token.pos in ("ADP", "SCONJ") or token.words in (",", "."):
            return []
    return []
