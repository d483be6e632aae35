"""Which mentions are of one happening: cases that people can read, and what holds for all of them."""

import re
from typing import Any

import numpy as np
import pytest

from synoptic.compare.happenings import same_happenings
from synoptic.compare.happenings_mentions import HappeningTable, stem_of
from synoptic.compare.happenings_pairs import HAPPENING_FEATURES, HappeningPairs
from synoptic.compare.happenings_score import packaged_model
from synoptic.compare.happenings_support import SUPPORT_FEATURES, support_rows
from synoptic.news.annotation import Reading
from synoptic.news.comparison import Dossier
from synoptic.news.report import Passage
from synoptic.news.story import Story
from synoptic.run.stage import Tools
from tests.builders import read_text
from tests.case_files import cases_of

_MARKED = re.compile(r"\[([^|\]]+)\|(\w+)\]")
FIRE = (
    "The old mill of Lorne [burned|a] down on Monday. Carl Doss [said|b] that nobody was hurt.",
    "A [fire|a] destroyed the old mill of Lorne on Monday.",
    "The old mill of Lorne [burned|a] for hours on Monday.",
)


def read_marked(text: str, path: str, tools: Tools) -> tuple[Reading, dict[Passage, str]]:
    """Return the reading of a text with “[words|chain]” in it, and the chain of each mention so marked."""
    reading = read_text(_MARKED.sub(r"\1", text), tools, path=path)
    chains, shift = {}, 0
    for found in _MARKED.finditer(text):
        start = found.start() - shift
        chains[reading.passage(start, start + len(found[1]))] = found[2]
        shift += len(found[0]) - len(found[1])
    return reading, chains


def story_of(texts: tuple[str, ...], tools: Tools) -> tuple[Dossier, dict[Passage, str]]:
    """Return a story of marked texts and the chain of each marked mention."""
    read = [read_marked(text, f"report{k}.txt", tools) for k, text in enumerate(texts)]
    readings = tuple(reading for reading, _ in read)
    story = Story(id="story:happenings", reports=tuple(r.id for r in readings))
    return Dossier(story=story, readings=readings), {p: c for _, chains in read for p, c in chains.items()}


@pytest.mark.parametrize("case", cases_of("happenings"))
def test_case(case: dict[str, Any], tools: Tools) -> None:
    """Mentions marked with one letter are in one chain, those with different letters are not."""
    dossier, wanted = story_of(tuple(case["reports"]), tools)
    found = {p: k for k, chain in enumerate(same_happenings(dossier, wanted, tools=tools)) for p in chain}
    mentions = sorted(wanted)
    pairs = [(a, b) for k, a in enumerate(mentions) for b in mentions[k + 1 :]]
    assert pairs
    wrong = [(a.words, b.words) for a, b in pairs if (wanted[a] == wanted[b]) != (found[a] == found[b])]
    assert wrong == []


def test_every_mention_is_in_one_chain(tools: Tools) -> None:
    """Nothing is lost, nothing is put into two chains, and the words are those of the report."""
    dossier, wanted = story_of(FIRE, tools)
    chains = same_happenings(dossier, wanted, tools=tools)
    held = [passage for chain in chains for passage in chain]
    assert sorted(held) == sorted(wanted)
    texts = {r.id: r.report.text for r in dossier.readings}
    assert all(texts[p.report][p.start : p.end] == p.words for p in held)


def test_the_order_of_reports_and_mentions_does_not_matter(tools: Tools) -> None:
    """The same chains come out whichever way round they are given."""
    dossier, wanted = story_of(FIRE, tools)
    turned = Dossier(story=dossier.story, readings=dossier.readings[::-1])
    one = same_happenings(dossier, list(wanted), tools=tools)
    assert one == same_happenings(turned, list(wanted)[::-1], tools=tools)


def test_no_mentions_make_no_chains(tools: Tools) -> None:
    """Without mentions there is nothing to say, and one alone is a chain of one."""
    dossier, wanted = story_of(FIRE, tools)
    assert same_happenings(dossier, [], tools=tools) == ()
    first = min(wanted)
    assert same_happenings(dossier, [first], tools=tools) == ((first,),)


def test_the_packaged_weights_fit_the_measurements() -> None:
    """There is a weight for every measurement, and a note of what they were fitted on."""
    model = packaged_model()
    assert len(model.first) == len(HAPPENING_FEATURES)
    assert len(model.mean) == len(HAPPENING_FEATURES) + len(SUPPORT_FEATURES)
    assert model.networks
    assert "evaluation/training/event_mentions.py" in model.fitted_on


def test_who_takes_part_is_read_from_active_and_passive(tools: Tools) -> None:
    """The one who acts and the one who is acted on are the same in both voices."""
    dossier, wanted = story_of(
        ("The council [dismissed|a] the ushers.", "The ushers were [dismissed|a] by the council."), tools
    )
    one, other = HappeningTable(dossier, wanted, tools).happenings
    assert one.agent == other.agent == frozenset({"council"})
    assert one.patient == other.patient == frozenset({"usher"})


def test_a_light_verb_gives_way_to_what_it_carries(tools: Tools) -> None:
    """Of “made an offer” the offer is what happened."""
    dossier, wanted = story_of(("Carl Doss [made an offer|a] for the mill.",), tools)
    assert [h.head for h in HappeningTable(dossier, wanted, tools).happenings] == ["offer"]


@pytest.mark.parametrize(("noun", "verb"), [("resignation", "resign"), ("killing", "kill"), ("payment", "pay")])
def test_a_noun_has_the_stem_of_its_verb(noun: str, verb: str) -> None:
    """Endings that make nouns of verbs are taken off."""
    assert stem_of(noun) == stem_of(verb)


def test_rows_have_no_gaps(tools: Tools) -> None:
    """Every measurement is a finite number, also where a report has one mention only."""
    dossier, wanted = story_of(FIRE, tools)
    pairs = HappeningPairs(HappeningTable(dossier, wanted, tools))
    rows = pairs.rows()
    assert rows.shape == (len(pairs.left), len(HAPPENING_FEATURES))
    assert np.isfinite(rows).all()


def test_a_third_mention_speaks_for_two() -> None:
    """The best support of a pair is the smaller of the scores that a third has with both."""
    left, right = np.array([0, 0, 1]), np.array([1, 2, 2])
    score = np.array([0.1, 0.9, 0.8], dtype=np.float32)
    rows = support_rows(np.array(["a", "b", "c"]), np.array([0, 1, 2]), left, right, score)
    best = rows[:, SUPPORT_FEATURES.index("best support")]
    assert best.tolist() == pytest.approx([0.8, 0.1, 0.1])


def test_a_better_partner_in_the_same_report_speaks_against() -> None:
    """A pair is behind by as much as the other mention of that report is nearer."""
    left, right = np.array([0, 0, 1]), np.array([1, 2, 2])
    score = np.array([0.3, 0.9, 0.0], dtype=np.float32)
    rows = support_rows(np.array(["a", "b", "c"]), np.array([0, 1, 1]), left, right, score)
    ahead = rows[:, SUPPORT_FEATURES.index("ahead on the left")]
    assert ahead[:2].tolist() == pytest.approx([-0.6, 0.6])
