"""Who says what in a sentence whose grammar is not known: a cue, a word like “that”, and the words around them."""

from collections.abc import Sequence

from synoptic.annotate.direct import ENDS, PAUSES, name_after, name_before
from synoptic.annotate.indirect import Attribution
from synoptic.annotate.quote_cues import Cues
from synoptic.news.annotation import Sentence, Token

# Words between a cue and the word that joins what is said ("told reporters on Monday, that …").
_REACH = 6
_NEGATED_WITHIN = 2
# Fewer words beside a cue are no sentence.
_LEAST = 3


def find_plain_attributions(sentence: Sentence, cues: Cues) -> tuple[Attribution, ...]:
    """Return the attributions that printed words alone make clear, in text order."""
    tokens = sentence.tokens
    found: list[Attribution] = []
    taken = -1
    for place, token in enumerate(tokens):
        if place <= taken:
            continue
        joined = _joined(tokens, place, cues)
        if token.words.lower() in cues.say and joined is not None:
            source = name_before(tokens[:place], cues) or name_after(tokens[place + 1 : joined], cues)
            found.append(_made(sentence, (place, place + 1), source, (joined, _last(tokens)), cues))
            taken = joined
            continue
        if token.words.lower() in cues.say and (beside := _beside(tokens, place)) is not None:
            named = tokens[place + 1 :] if beside[0] == 0 else tokens[:place]
            source = name_after(named, cues) if beside[0] == 0 else name_before(named, cues)
            if source:
                found.append(_made(sentence, (place, place + 1), source, beside, cues))
            continue
        spelled = next((p.split() for p in cues.according if _spells(tokens, place, p.split())), None)
        if spelled is not None:
            taken = place + len(spelled)
            made = _according(sentence, (place, taken), cues)
            found += [made] if made else []
    return tuple(found)


def _joined(tokens: Sequence[Token], cue: int, cues: Cues) -> int | None:
    """Return the place of the word that joins what is said to a cue, None if none follows soon."""
    for place in range(cue + 1, min(len(tokens), cue + 2 + _REACH)):
        if tokens[place].words in ENDS or tokens[place].words.lower() in cues.say:
            return None
        if tokens[place].words.lower() in cues.that:
            return place
    return None


def _beside(tokens: Sequence[Token], cue: int) -> tuple[int, int] | None:
    """Return the words that end with the comma right before a cue, or begin with the colon soon after it."""
    before = cue
    while before > 0 and tokens[before - 1].words in ("-", "–", "—"):
        before -= 1
    if before > _LEAST and tokens[before - 1].words == ",":
        return 0, before - 1
    after = next((k for k in range(cue + 1, min(len(tokens), cue + 1 + _REACH)) if tokens[k].words == ":"), None)
    last = _last(tokens)
    return (after + 1, last) if after is not None and last - after > _LEAST else None


def _spells(tokens: Sequence[Token], place: int, words: Sequence[str]) -> bool:
    return [t.words.lower() for t in tokens[place : place + len(words)]] == [w.lower() for w in words]


def _according(sentence: Sentence, cue: tuple[int, int], cues: Cues) -> Attribution | None:
    tokens = sentence.tokens
    source = _run_of_names(tokens[cue[1] :])
    if not source:
        return None
    after = cue[1] + len(source)
    while after < len(tokens) and tokens[after].words in PAUSES:
        after += 1
    last = _last(tokens)
    content = (after, last) if last - after > cue[0] else (0, cue[0])
    if content[1] - content[0] < 2:
        return None
    return _made(sentence, cue, source, content, cues)


def _run_of_names(tokens: Sequence[Token]) -> list[Token]:
    """Return the phrase that begins here, up to the last capitalised word of its first run."""
    kept: list[Token] = []
    for token in tokens:
        small = token.words[:1].islower()
        if token.words in PAUSES | ENDS or (small and any(t.words[:1].isupper() for t in kept)):
            break
        kept.append(token)
    return kept if any(t.words[:1].isupper() for t in kept) else []


def _last(tokens: Sequence[Token]) -> int:
    end = len(tokens)
    while end > 0 and tokens[end - 1].words in ENDS:
        end -= 1
    return end


def _made(
    sentence: Sentence, cue: tuple[int, int], source: Sequence[Token], content: tuple[int, int], cues: Cues
) -> Attribution:
    tokens = sentence.tokens
    words = tokens[content[0] : content[1]]
    before = tokens[max(0, cue[0] - _NEGATED_WITHIN) : cue[1]]
    said = cue[1] - cue[0] == 1 and tokens[cue[0]].words.lower() in cues.say
    return Attribution(
        sentence=sentence.index,
        head=tokens[cue[0]].start,
        cue=(tokens[cue[0]].start, tokens[cue[1] - 1].end),
        lemma=tokens[cue[0]].words.lower(),
        source=(source[0].start, source[-1].end) if source else None,
        contents=((words[0].start, words[-1].end),) if words else (),
        kind="say" if said else "according",
        negated=any(t.words.lower() in cues.negations for t in before),
    )
