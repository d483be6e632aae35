"""What a sentence states, how firmly, and when two sentences exclude each other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synoptic.compare.contradiction import Statement, contradicts, statement_of
from synoptic.compare.disputes import find_disputes, joined
from synoptic.compare.predications import Predication, predications
from synoptic.news.comparison import Dispute, Dossier, Side
from synoptic.news.story import Citation, Story
from synoptic.run.models import ModelTools
from synoptic.run.settings import Settings
from tests.builders import read_text

WORDS = (
    "Falk", "Voss", "Osterby", "the", "bridge", "closed", "opened", "was", "not", "denied", "claims", "said",
    "“", "”", "never", "will", "if", "?", ",", "by", "12", "in", "2031", "accused", "that", "and", "it", "é", "—",
)  # fmt: skip


def acts(tools: ModelTools, words: str) -> dict[str, Predication]:
    """Return the predications of one sentence by their predicate."""
    tokens = read_text(words, tools).sentences[0].tokens
    return {p.predicate: p for p in predications(tokens, {}, {})}


def stated(tools: ModelTools, words: str) -> Statement:
    """Return what one sentence states, with no name known."""
    tokens = read_text(words, tools).sentences[0].tokens
    return statement_of(words, "en", predications(tokens, {}, {}))


def test_the_passive_names_the_same_parties(tools: ModelTools) -> None:
    """Who acts and who is acted on are the same in the active and in the passive."""
    active = acts(tools, "The senate rejected the bill.")["reject"]
    passive = acts(tools, "The bill was rejected by the senate.")["reject"]
    for act in (active, passive):
        assert act.agent is not None
        assert act.patient is not None
        assert (act.agent.head, act.patient.head) == ("senate", "bill")


@pytest.mark.parametrize(
    ("words", "verb", "mood", "negated"),
    [
        ("The city closed the bridge.", "close", "", False),
        ("The city never closed the bridge.", "close", "", True),
        ("No minister closed the bridge.", "close", "", True),
        ("The city will close the bridge.", "close", "will", False),
        ("The city said it would close the bridge.", "close", "will", False),
        ("The city cannot close the bridge.", "close", "can", True),
        ("The city may close the bridge.", "close", "?", False),
        ("If the city closed the bridge, traffic stopped.", "close", "?", False),
        ("The city plans to close the bridge.", "close", "plan", False),
        ("The city does not plan to close the bridge.", "close", "plan", True),
        ("The city refused to close the bridge.", "close", "", True),
        ("The city stopped selling tickets.", "sell", "", True),
        ("The city denied that it closed the bridge.", "close", "?", False),
        ("The city began to sell tickets.", "sell", "", False),
        ("The city asked the army to close the bridge.", "close", "?", False),
        ("Did the city close the bridge?", "close", "?", False),
    ],
)
def test_the_mood_of_a_verb(tools: ModelTools, words: str, verb: str, mood: str, negated: bool) -> None:
    """What was done, will be, can be, is planned or is not stated at all are told apart, and what is denied."""
    found = acts(tools, words)[verb]
    assert found.mood == mood
    assert mood == "?" or found.negated == negated


@pytest.mark.parametrize(
    ("words", "mood", "negated"),
    [
        ("Le maire a fermé le pont.", "", False),
        ("Le maire n'a pas fermé le pont.", "", True),
        ("Le maire a refusé de fermer le pont.", "", True),
        ("Le maire nie avoir fermé le pont.", "", True),
        ("Le maire fermera le pont.", "will", False),
        ("Le maire peut fermer le pont.", "?", False),
        ("Le maire pourrait fermer le pont.", "?", False),
    ],
)
def test_the_mood_of_a_french_verb(tools: ModelTools, words: str, mood: str, negated: bool) -> None:
    """In French too, what was done is told apart from what may be done, and what is denied from what is said."""
    tokens = read_text(words, tools, language="fr").sentences[0].tokens
    found = next(p for p in predications(tokens, {}, {}) if p.predicate == "fermer")
    assert found.mood == mood
    assert mood == "?" or found.negated == negated


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("The city closed the bridge.", "The city did not close the bridge.", "denial"),
        ("The city opened the bridge.", "The bridge was closed by the city.", "opposite"),
        ("The bridge is safe.", "The bridge is unsafe.", "opposite"),
        ("The inspection of the bridge never took place.", "The city inspected the bridge.", "denial"),
        ("The city closed the bridge.", "The city closed the school.", None),
        ("The city closed the bridge.", "The city may not close the bridge.", None),
        ("The city closed the bridge.", "The army did not close the bridge.", None),
        ("The old bridge is safe.", "The road is unsafe.", None),
        ("He closed it.", "He did not close it.", None),
    ],
)
def test_two_statements_exclude_each_other(tools: ModelTools, one: str, other: str, kind: str | None) -> None:
    """A denial or an opposite of the same parties excludes; other parties, moods or unknown pronouns do not."""
    first, second = stated(tools, one), stated(tools, other)
    found, turned = contradicts(first, second), contradicts(second, first)
    assert (found.kind if found else None) == kind
    assert (turned.kind if turned else None) == kind


def test_statements_in_two_languages_are_not_compared(tools: ModelTools) -> None:
    """No list of opposed words reaches from one language into another."""
    one = stated(tools, "The city closed the bridge.")
    other = statement_of("", "fr", one.predications)
    assert contradicts(one, other) is None


def _side(voice: str, start: int) -> Side:
    cited = Citation(report="report:1", start=start, end=start + 5, words=f"words {start}")
    return Side(position=f"{voice} {start}", voice=voice, citations=(cited,))


def test_disputes_that_share_a_passage_are_one() -> None:
    """What shares a side is one dispute with both other sides together; what shares none stays apart."""
    one = Dispute(id="a", kind="speakers", about="x", sides=(_side("Holm", 0), _side("Brandt", 10)))
    other = Dispute(id="b", kind="conflict", about="x", sides=(_side("Falk", 30), _side("Holm", 2)))
    apart = Dispute(id="c", kind="speakers", about="y", sides=(_side("Lind", 50), _side("Voss", 60)))
    made = joined([one, other, apart])
    assert [[[c.start for c in s.citations] for s in d.sides] for d in made] == [[[0], [10, 30]], [[50], [60]]]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14), min_size=1, max_size=4))
def test_any_words_give_disputes_whose_citations_read_again(sentences: list[list[str]]) -> None:
    """Whatever strangers write, no stage fails and every citation is the words at its place."""
    text = " ".join(" ".join(words) + "." for words in sentences)
    reading = read_text(text, TOOLS, outlet="Bote")
    other = read_text(text + " Voss denied this.", TOOLS, outlet="Star", path="other.txt")
    dossier = Dossier(story=Story(id="story:1", reports=(reading.id, other.id)), readings=(reading, other))
    for dispute in find_disputes(dossier, settings=Settings().compare, tools=TOOLS).items:
        for side in dispute.sides:
            for cited in side.citations:
                assert dossier.reading(cited.report).report.text[cited.start : cited.end] == cited.words


TOOLS = ModelTools(Settings().models)
