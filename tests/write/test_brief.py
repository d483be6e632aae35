"""The brief: real sentences, each cited, the best supported first."""

import re

import msgspec
import pytest

from synoptic.news.comparison import Dispute, Side
from synoptic.news.story import Citation
from synoptic.write.brief import write_brief
from synoptic.write.headline import write_headline
from tests.write.dossiers import dossier

GULL = (
    "The ferry Aster sank off Port Ellis on Monday with sixty people aboard. "
    "Divers found the wreck at a depth of forty metres. "
    "The owner had asked for an inspection in the spring."
)
TIDE = (
    "A ferry, the Aster, went down off Port Ellis on Monday. "
    "The harbour master closed the strait to all traffic. "
    "Three fishing boats took part in the search."
)
TOGETHER = [[("Gull", 0), ("Tide", 0)], [("Gull", 1)], [("Gull", 2)], [("Tide", 1)], [("Tide", 2)]]


@pytest.fixture
def sunk(tools):
    """Return a dossier in which two reports share their first sentence."""
    return dossier(tools, {"Gull": GULL, "Tide": TIDE}, TOGETHER)


def brief(subject, settings, tools, **changes):
    """Return the sentences of the brief."""
    changed = msgspec.structs.replace(settings.write, **changes)
    return write_brief(subject, settings=changed, tools=tools).items[0].sentences


def test_every_sentence_cites_words_that_the_report_holds(sunk, settings, tools):
    """Each citation re-reads from the stored text, and no sentence is without one."""
    for sentence in brief(sunk, settings, tools):
        assert sentence.citations
        for cited in sentence.citations:
            assert sunk.reading(cited.report).report.text[cited.start : cited.end] == cited.words


def test_what_is_printed_is_the_cited_words(sunk, settings, tools):
    """Without the bracketed parts a sentence is the words of its first citation."""
    for sentence in brief(sunk, settings, tools):
        plain = " ".join(re.sub(r"\[[^\]]*\]", "", sentence.text).split())
        assert plain.rstrip(".").casefold() == sentence.citations[0].words.rstrip(".").casefold()


def test_what_is_agreed_comes_first_and_cites_each_report(sunk, settings, tools):
    """The sentence that two origins tell opens the brief, with the words of both."""
    first = brief(sunk, settings, tools)[0]
    assert first.role == "agreed"
    assert {cited.report for cited in first.citations} == {r.id for r in sunk.readings}


def test_what_one_origin_says_names_it(sunk, settings, tools):
    """A claim of one report is not printed as if all said so."""
    single = [s for s in brief(sunk, settings, tools) if s.role == "single_origin"]
    assert single
    assert all(re.match(r"\[Only (Gull|Tide)", s.text) for s in single)


def test_a_dispute_is_shown_from_both_sides(sunk, settings, tools):
    """Both positions stand in one sentence, each with its citation."""
    gull, tide = sunk.readings
    cited = [
        Citation(report=r.id, start=s.start, end=s.end, words=s.words)
        for r, s in ((gull, gull.sentences[1]), (tide, tide.sentences[1]))
    ]
    sides = tuple(
        Side(position=c.words, voice=v, citations=(c,)) for c, v in zip(cited, ("Gull", "Tide"), strict=True)
    )
    disputed = msgspec.structs.replace(
        sunk, disputes=(Dispute(id="dispute:1", kind="account", about="what was done", sides=sides),)
    )
    (sentence,) = [s for s in brief(disputed, settings, tools) if s.role == "disputed"]
    assert all(c.words.rstrip(".") in sentence.text for c in cited)
    assert set(sentence.citations) == set(cited)


@pytest.mark.parametrize("most", [20, 40, 80])
def test_a_brief_keeps_to_its_length(sunk, settings, tools, most):
    """Beyond its first sentence a brief has no more words than the settings allow."""
    sentences = brief(sunk, settings, tools, most_words=most)
    words = sum(len(re.sub(r"\[[^\]]*\]", "", s.text).split()) for s in sentences[1:])
    assert words <= most


def test_a_sentence_that_leans_on_another_is_not_chosen_over_one_that_stands(tools, settings):
    """A sentence that opens with “this” is left for the sentence that says what came."""
    text = "This came after a dispute over harbour dues. The council of Port Ellis raised harbour dues by half."
    leaning = dossier(tools, {"Gull": text}, [[("Gull", 0)], [("Gull", 1)]])
    chosen = brief(leaning, settings, tools, most_single=-1)
    assert [s.citations[0].words.split()[0] for s in chosen] == ["The"]


def test_a_story_without_claims_has_an_empty_brief(tools, settings):
    """Nothing is printed where nothing can be cited."""
    assert brief(dossier(tools, {"Gull": GULL}, []), settings, tools) == ()


def test_the_headline_is_cited(sunk, settings, tools):
    """The words of a headline stand in a report, at the place it cites."""
    (headline,) = write_headline(sunk, settings=settings.write, tools=tools).items
    for cited in headline.citations:
        assert sunk.reading(cited.report).report.text[cited.start : cited.end] == cited.words
        assert cited.words.casefold()[:10] in headline.text.casefold()
