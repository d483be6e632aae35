"""Claims: how sentences are split into single facts, and what each carries along."""

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from synoptic.annotate.claims import find_claims
from synoptic.annotate.dates import find_times
from synoptic.annotate.entities import find_entities
from synoptic.annotate.figures import find_figures
from synoptic.annotate.quotes import find_quotes
from synoptic.news.annotation import Claim, Entity, Mention, Reading
from synoptic.news.report import Published
from tests.builders import SETTINGS, read_text

pytestmark = pytest.mark.models
DAY = Published(earliest="2031-05-08", latest="2031-05-08", certainty="stated", reason="the page says so")


@pytest.fixture
def read(tools):
    """Return a function that reads a text as far as its claims."""

    def as_far_as_claims(text: str, language: str = "en") -> Reading:
        from msgspec.structs import replace

        reading = read_text(text, tools, language=language, published=DAY)
        found = find_entities(reading, settings=SETTINGS.annotate, tools=tools).items
        reading = replace(
            reading,
            entities=tuple(x for x in found if isinstance(x, Entity)),
            mentions=tuple(x for x in found if isinstance(x, Mention)),
        )
        for stage, field in (
            (find_times, "times"),
            (find_figures, "figures"),
            (find_quotes, "quotes"),
            (find_claims, "claims"),
        ):
            reading = replace(reading, **{field: stage(reading, settings=SETTINGS.annotate, tools=tools).items})
        return reading

    return as_far_as_claims


def words_of(claim: Claim) -> str:
    """Return the words of a claim, its gaps closed."""
    return " … ".join(span.words for span in claim.spans)


def claim_with(reading: Reading, words: str) -> Claim:
    """Return the one claim that holds some words."""
    return next(c for c in reading.claims if words in words_of(c))


def test_two_things_in_one_sentence_are_two_claims(read):
    """What happened and what had happened before are told apart."""
    reading = read(
        "The bridge at Marlow collapsed on Monday after engineers had warned the town about its cables."
    )
    assert claim_with(reading, "collapsed").id != claim_with(reading, "had warned").id


def test_a_relative_clause_takes_the_noun_it_speaks_of_along(read):
    """A claim about the ferry names the ferry."""
    reading = read(
        "The ferry, which had carried two hundred pilgrims to the island of Senn, was towed to the harbour."
    )
    assert "ferry" in words_of(claim_with(reading, "had carried"))


def test_a_verb_keeps_its_object(read):
    """Nothing is cut between a verb and what it is done to."""
    reading = read("The two mayors signed an agreement that ends the quarrel over the reservoir at Low Fell.")
    assert "an agreement" in words_of(claim_with(reading, "signed"))


def test_a_hyphenated_word_is_never_cut(read):
    """Both halves of a word stand in one claim."""
    reading = read("The minister called for the province to be re-integrated into the national grid next year.")
    assert "re-integrated" in words_of(claim_with(reading, "integrated"))


def test_who_says_it_travels_along(read):
    """Every claim inside indirect speech carries its speaker."""
    reading = read("Harbour master Ines Ortega said that the crane had not been inspected since 2029.")
    assert claim_with(reading, "inspected").attributed_to == "Ines Ortega"


def test_saying_that_somebody_said_is_no_claim(read):
    """The reporting clause itself states nothing about the event."""
    reading = read("The crane had been inspected in March, the harbour master said.")
    assert [c for c in reading.claims if "the harbour master said" in words_of(c)] == []


def test_words_in_quotation_marks_are_marked_as_quoted(read):
    """A claim that consists of quoted words says so."""
    reading = read("“The crane was inspected in March by two engineers,” said Ines Ortega.")
    assert claim_with(reading, "inspected").quoted


@pytest.mark.parametrize(
    ("sentence", "words", "polarity"),
    [
        ("The company did not inspect the northern gate.", "inspect", "negated"),
        ("The company inspected the northern gate.", "inspected", "affirmed"),
        ("No residents were injured in the northern district.", "injured", "negated"),
        ("The company failed to inspect the northern gate.", "failed", "negated"),
        ("The company never inspected the northern gate.", "inspected", "negated"),
    ],
)
def test_negation_is_kept(read, sentence, words, polarity):
    """Denials are marked, whether by "not", by "no" or by a verb."""
    assert claim_with(read(sentence), words).polarity == polarity


@pytest.mark.parametrize(
    ("sentence", "words", "modality"),
    [
        ("The council will close the northern gate on Friday.", "close", "planned"),
        ("The council may close the northern gate on Friday.", "close", "possible"),
        ("The council should close the northern gate on Friday.", "close", "demanded"),
        ("The council closed the northern gate on Friday.", "closed", "asserted"),
        ("Did the council close the northern gate on Friday?", "close", "question"),
        ("If the council closes the northern gate, boats must wait outside.", "closes", "hypothetical"),
    ],
)
def test_how_it_is_meant_is_kept(read, sentence, words, modality):
    """Plans, possibilities, demands, questions and conditions are not statements of fact."""
    assert claim_with(read(sentence), words).modality == modality


def test_a_claim_carries_its_own_time(read):
    """The day in a claim's own words is the claim's time."""
    claim = claim_with(read("The northern gate was closed on 3 May 2031 by order of the council."), "closed")
    assert claim.time is not None
    assert claim.time.earliest == "2031-05-03"


def test_actor_and_affected_have_their_roles(read):
    """Who acts and who is acted on are kept, in the passive too."""
    active = claim_with(read("The council dismissed the engineer."), "dismissed")
    passive = claim_with(read("The engineer was dismissed by the council."), "dismissed")
    assert {(r.role, r.head) for r in active.roles} == {("agent", "council"), ("patient", "engineer")}
    assert {(r.role, r.head) for r in passive.roles} == {("agent", "council"), ("patient", "engineer")}


def test_french_is_split_by_its_clauses(read):
    """French sentences, for which no weights were fitted, are split by rule."""
    reading = read(
        "Le barrage a cédé lundi matin, alors que les habitants dormaient encore dans leurs maisons.",
        language="fr",
    )
    assert claim_with(reading, "a cédé").id != claim_with(reading, "dormaient").id


def test_without_grammar_a_sentence_is_one_claim(read):
    """Where no model reads the language nothing is split by guesswork."""
    reading = read("Most runął w poniedziałek. Nikt nie zginął w wypadku.", language="pl")
    assert [words_of(c) for c in reading.claims] == ["Most runął w poniedziałek", "Nikt nie zginął w wypadku"]


@hypothesis_settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_gives_claims_whose_words_stand_in_it(tools, text):
    """Whatever strangers send, every range of every claim re-reads as its words."""
    reading = read_text(text, tools)
    for claim in find_claims(reading, settings=SETTINGS.annotate, tools=tools).items:
        for span in (claim, *claim.spans):
            assert reading.report.text[span.start : span.end] == span.words
            assert claim.start <= span.start < span.end <= claim.end
