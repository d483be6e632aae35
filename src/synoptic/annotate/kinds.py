"""What kind of thing a name is: the model's opinion, weighed against titles and the words of the name."""

from synoptic.annotate.countries import fold
from synoptic.annotate.name_spans import NameSpan, gender_of_name, strip_titles
from synoptic.annotate.party import Party
from synoptic.annotate.roles import gender_of
from synoptic.annotate.word_lists import word_list

# Weights of evidence, chosen by reading mistyped names of the claims_stories development half: a title
# is surer than the model, a model's person without a known given name is less sure than its other types.
_MODEL = 10
_DOUBTED_PERSON = 6
_UNSURE = 4
_BODY_WORD = 15
_PLACE_WORD = 12
_TITLE = 12
_GIVEN_NAME = 6


def vote_on_kind(party: Party, span: NameSpan, bare: str, text: str) -> None:
    """Add to a party what one of its names, without titles `bare`, says of its kind and gender."""
    words = fold(bare).split()
    doubted = span.kind == "person" and len(words) > 1 and not gender_of_name(words[0])
    # Whatever stands in quotation marks is taken for the title of a work.
    doubted_work = span.kind == "work" and 2 <= len(words) <= 3 and bool(gender_of_name(words[0]))
    sure = span.sure and not doubted_work
    party.kind_votes[span.kind] += _DOUBTED_PERSON if doubted else _MODEL if sure else _UNSURE
    body_words = word_list("names", "organisation")
    if words[-1] in body_words or words[0] in body_words:
        party.kind_votes["organisation"] += _BODY_WORD
    # “Port Ellery” is a place, “Port Ellery Herons” need not be.
    begins = len(words) == 2 and words[0] in word_list("names", "place_first")
    if len(words) > 1 and (words[-1] in word_list("names", "place") or begins):
        party.kind_votes["place"] += _PLACE_WORD
    if len(words) in (2, 3) and gender_of_name(words[0]) and words[-1] not in body_words:
        party.kind_votes["person"] += _GIVEN_NAME
    for title in titles_of(span, text):
        party.kind_votes["person"] += _TITLE
        told = gender_of(title, span.language)
        if told:
            party.genders[told] += 5


def titles_of(span: NameSpan, text: str) -> tuple[str, ...]:
    """Return the titles inside a name and the one right before it."""
    titles = strip_titles(span.words, span.language)[1]
    before = text[max(0, span.start - 16) : span.start].split()[-1:]
    if before and text[span.start - 1] in (" ", "\u00a0"):
        titles = (*titles, *(t for t in before if strip_titles(f"{t} X", span.language)[1]))
    return titles
