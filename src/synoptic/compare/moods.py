"""How firmly a verb is put: as done, as what will be or can be, as intended, or not stated at all."""

from synoptic.compare.clause_tree import PASSIVE_SUBJECTS, SUBJECTS, ClauseTree

# What will be and what can be is set against its like; all other moods state nothing.
_MOODS = {"will": "will", "'ll": "will", "’ll": "will", "wo": "will", "shall": "will", "can": "can", "ca": "can"}
_UNREAL = frozenset(
    {"may", "might", "could", "would", "should", "must", "ought", "'d", "’d", "if", "whether", "unless"}
    | {"whenever", "until", "si", "lest"}
)
# An infinitive or a participle under one of these was carried out, under one of the next was not.
_CARRIED_OUT = frozenset(
    {"begin", "start", "continue", "manage", "proceed", "use", "come", "go", "find", "prove"}
    | {"commencer", "continuer", "réussir", "finir", "venir"}
)
_NOT_CARRIED_OUT = frozenset(
    {"fail", "refuse", "decline", "neglect", "stop", "quit", "cease", "avoid", "deny"}
    | {"refuser", "cesser", "arrêter", "éviter", "négliger", "nier", "démentir"}
)
# Whoever wants or plans an act is set against their not wanting or planning it.
_INTENDED = frozenset({"plan", "want", "intend", "agree", "promise", "pledge", "wish"})
# What hangs on one of these is wanted, feared or doubted, not stated.
_UNSURE = frozenset(
    {"want", "wish", "hope", "expect", "demand", "ask", "urge", "fear", "doubt", "suggest", "deny"}
)
_HELPING = frozenset({"aux", "mark"})
_TENSES = frozenset({"aux:tense", "aux:pass"})
UNSTATED = "?"


def mood_of(tree: ClauseTree, place: int) -> tuple[str, bool]:
    """Return the mood of a verb, and whether the verb that it hangs on turns it into its opposite."""
    if any(t.words.startswith("?") for t in tree.tokens[place:]):
        return UNSTATED, False
    turned = False
    seen: set[int] = set()
    while place not in seen:
        seen.add(place)
        found = _by_helpers(tree, place)
        if found is not None:
            return found, turned
        step = _by_governor(tree, place)
        if step is not None and step[0] is not None:
            return step[0], turned ^ step[1]
        turned ^= step is not None and step[1]
        token = tree.tokens[place]
        # A joined verb with a subject of its own stands on its own.
        own = bool(tree.under(place, SUBJECTS | PASSIVE_SUBJECTS))
        if token.dep not in ("conj", "xcomp") or (token.dep == "conj" and own):
            return "", turned
        place = token.head
    return "", turned


def _by_helpers(tree: ClauseTree, place: int) -> str | None:
    """Return the mood that the words on a verb itself give it, or None."""
    helping = [tree.tokens[c].words.casefold() for c in tree.under(place, _HELPING)]
    if "would" in helping and tree.tokens[place].dep == "ccomp" and "if" not in helping:
        return "will"  # “she said she would”: the reported form of “I will”
    shape = tree.tokens[place].morph + "".join(tree.tokens[c].morph for c in tree.under(place, _TENSES))
    if any(word in _UNREAL for word in helping) or "Mood=Cnd" in shape or "Mood=Sub" in shape:
        return UNSTATED
    if "Tense=Fut" in shape:
        return "will"
    return next((_MOODS[word] for word in helping if word in _MOODS), None)


def _by_governor(tree: ClauseTree, place: int) -> tuple[str | None, bool] | None:
    """Return the mood that the word above gives a verb (None: its own), and whether that word turns it."""
    token = tree.tokens[place]
    verb = tree.lemma(token.head) if token.head != place else ""
    to = "VerbForm=Inf" in token.morph and (token.tag != "VB" or _has_to(tree, place))
    if token.dep == "xcomp" and verb in _NOT_CARRIED_OUT:
        return None, True
    if to and token.dep == "xcomp" and verb in _INTENDED and _by_helpers(tree, token.head) is None:
        return verb, tree.bears_negation(token.head)
    if to and (token.dep != "xcomp" or verb not in _CARRIED_OUT):
        return UNSTATED, False
    if (token.dep == "acl" and token.tag != "VBN") or (token.dep == "ccomp" and verb in _UNSURE):
        return UNSTATED, False
    return None


def _has_to(tree: ClauseTree, place: int) -> bool:
    return any(tree.lemma(c) == "to" for c in tree.under(place, _HELPING))
