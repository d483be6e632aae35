"""Reports of one event found among others."""

from collections.abc import Sequence

import msgspec
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from synoptic.group.stories import find_stories
from synoptic.news.annotation import Reading
from synoptic.news.ids import content_id
from synoptic.news.report import Block, Published, Report
from synoptic.news.story import CopyLink, Story, Window
from synoptic.run.stage import Tools
from tests.builders import SETTINGS


def report(
    path: str, paragraphs: Sequence[str], *, headline: str = "", language: str = "en", day: str = ""
) -> Reading:
    """Return a reading of invented paragraphs; `day` is when it was published."""
    parts = ([headline] if headline else []) + list(paragraphs)
    text = "\n\n".join(parts)
    report_id = content_id("report", path, text)
    blocks, start = [], 0
    for number, part in enumerate(parts):
        kind = "headline" if headline and number == 0 else "body"
        blocks.append(Block(report=report_id, start=start, end=start + len(part), kind=kind))  # type: ignore[arg-type]
        start += len(part) + 2
    published = Published(earliest=day or None, latest=day or None)
    made = Report(
        id=report_id,
        path=path,
        text=text,
        headline=headline,
        language=language,
        blocks=tuple(blocks),
        published=published,
    )
    return Reading(report=made)


SHORT = report(
    "short",
    [
        "President Lena Orsić met her neighbour Tomas Vrel in the capital Marenga this week, the first talk since "
        "the border between Karvia and Ostrava Minor was closed four years ago.",
        "Both sides said that they would let lorries cross at Brod again and share word on smugglers. Orsić took "
        "office in June as the first Green to lead Karvia.",
    ],
)
LONG = report(
    "long",
    [
        "History was made on November 8 when the leader of Karvia, Lena Orsić, came to Marenga. Warm words, a "
        "guard of honour, and at the end of the day a treaty: the brotherhood that banks wished dead lives.",
        "For years Western newspapers have told us that Tomas Vrel was finished. Their rulers froze the gold "
        "of Ostrava Minor, paid for two failed risings and applauded when old Karvia shut the border.",
        "The treaty speaks of lorries, grain and railways. At the crossing of Brod, where mothers waited days "
        "to see their sons, customs men will be back by the end of the month.",
        "“We are one river with two banks,” said Orsić. Vrel gave her a silver key to the city. Nobody asked the "
        "bankers. The people danced in Marenga until the morning and the trains blew their whistles.",
        "It should not be forgotten who profits from sanctions. Grain traders in distant harbours earned millions "
        "while children on both banks went without medicine, as our paper has shown again and again.",
    ],
)
SPANISH = report(
    "spanish",
    [
        "La presidenta de Karvia, Lena Orsić, se reunió el martes en Marenga con el de Ostrava Minor, Tomas "
        "Vrel, en la primera visita desde el cierre de la frontera.",
        "Orsić y Vrel acordaron reabrir el paso de Brod para los camiones y compartir información sobre el "
        "contrabando. Vrel entregó a Orsić una llave de plata de la ciudad de Marenga.",
    ],
    language="es",
)
OTHER_SUMMIT = report(
    "other-summit",
    [
        "President Hugo Dressler met his counterpart Ana Wey in the capital Lindholm this week, the first talks "
        "between the two leaders since fishing rights in the Cold Sound were disputed.",
        "Both sides said that trawlers from Norre would stay out of the sound until spring. Dressler said that he "
        "would raise the cod quota with the Northern League.",
    ],
)
OTHER_VISIT = report(
    "other-visit",
    [
        "Lena Orsić opened a wind farm in the southern province of Dalm on Friday and promised cheaper power for "
        "farmers. The turbines, 64 of them, were built by a cooperative of shepherds.",
        "The opposition in Karvia called the price, 900 million crowns, a scandal. Orsić said that coal had cost "
        "more every winter, and danced with the shepherds of Dalm when the rain stopped.",
    ],
)
MATCH = report(
    "match", ["Harrow Rovers beat Eastwick 3-1 on Saturday after Paul Nnamdi scored twice in the rain."]
)


def stories_of(tools: Tools, *readings: Reading, links: tuple[CopyLink, ...] = ()) -> tuple[Story, ...]:
    """Return the stories among some readings."""
    return find_stories(Window(readings=readings, links=links), settings=SETTINGS.group, tools=tools).items


def together(stories: Sequence[Story], *readings: Reading) -> bool:
    """Return whether one story holds just these reports."""
    return any(set(story.reports) == {r.id for r in readings} for story in stories)


def test_a_short_and_a_long_partisan_report_of_one_meeting_are_one_story(tools: Tools) -> None:
    """Shared names and places join two reports with few words in common; unrelated ones stay out."""
    found = stories_of(tools, SHORT, LONG, OTHER_SUMMIT, MATCH)
    assert together(found, SHORT, LONG)
    assert together(found, OTHER_SUMMIT)
    assert together(found, MATCH)


def test_another_visit_of_the_same_president_is_another_story(tools: Tools) -> None:
    """The same person elsewhere is not the same event."""
    assert together(stories_of(tools, SHORT, LONG, OTHER_VISIT), SHORT, LONG)


def test_a_report_in_another_language_joins_its_story(tools: Tools) -> None:
    """Names and numbers carry over from one language to another."""
    found = stories_of(tools, SHORT, LONG, SPANISH, OTHER_SUMMIT)
    assert together(found, SHORT, LONG, SPANISH)


def test_the_reason_names_what_the_reports_share(tools: Tools) -> None:
    """A reader learns which names joined the reports."""
    (story,) = (s for s in stories_of(tools, SHORT, LONG, MATCH) if len(s.reports) == 2)
    assert "Orsić" in story.reason
    assert "Marenga" in story.reason


def test_a_single_report_is_a_story_of_its_own(tools: Tools) -> None:
    """One report gives one story, and none gives none."""
    assert together(stories_of(tools, MATCH), MATCH)
    assert stories_of(tools) == ()


def test_copies_join_whatever_their_words(tools: Tools) -> None:
    """A link that says one report is a copy of the other is enough."""
    link = CopyLink(id="link:x", original=MATCH.id, copy=SHORT.id, kind="copy", containment=0.9)
    assert together(stories_of(tools, SHORT, MATCH, links=(link,)), SHORT, MATCH)


def test_a_common_statement_alone_joins_nothing(tools: Tools) -> None:
    """That two reports quote one statement does not make them one story."""
    link = CopyLink(id="link:x", original=MATCH.id, copy=SHORT.id, kind="common_statement", containment=0.9)
    assert len(stories_of(tools, SHORT, MATCH, links=(link,))) == 2


def test_a_round_up_refers_to_stories_and_joins_none(tools: Tools) -> None:
    """A morning briefing with a paragraph on each story is a reference of both, not a bridge between them."""
    paragraphs = [SHORT.report.text.split("\n\n")[0], OTHER_SUMMIT.report.text.split("\n\n")[0]]
    briefing = report("briefing", paragraphs, headline="Morning briefing: what to know today")
    found = stories_of(tools, SHORT, LONG, OTHER_SUMMIT, briefing)
    assert together(found, SHORT, LONG)
    assert together(found, briefing)
    referring = {story.reports for story in found if briefing.id in story.references}
    assert referring == {next(s.reports for s in found if r.id in s.reports) for r in (SHORT, OTHER_SUMMIT)}


def test_reports_published_a_year_apart_are_not_one_story(tools: Tools) -> None:
    """An annual event with the same people is a new event each year."""
    texts = SHORT.report.text.split("\n\n")
    early, late = (
        report("early", texts[:1], day="2021-05-01"),
        report("late", [texts[0].replace("first", "second")], day="2022-05-01"),
    )
    assert len(stories_of(tools, early, late)) == 2


ALL = (SHORT, LONG, SPANISH, OTHER_SUMMIT, OTHER_VISIT, MATCH)


@given(st.permutations(ALL))
@hypothesis_settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_order_of_reports_changes_nothing(tools: Tools, order: list[Reading]) -> None:
    """The same reports in any order give the same stories, ids and reasons."""
    assert stories_of(tools, *order) == stories_of(tools, *ALL)


@given(st.lists(st.text(max_size=40), max_size=5))
@hypothesis_settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_report_is_in_exactly_one_story(tools: Tools, texts: list[str]) -> None:
    """Whatever the texts, even empty ones, no report is lost or told twice."""
    readings = [report(f"page-{n}", [text]) for n, text in enumerate(texts)]
    listed = [r for story in stories_of(tools, *readings) for r in story.reports]
    assert sorted(listed) == sorted(r.id for r in readings)


def test_standing_stories_are_joined_by_later_reports_and_never_by_each_other(tools: Tools) -> None:
    """A story decided yesterday takes today's report; two decided apart stay apart, however alike."""
    today = report("today", [SHORT.report.text.replace("this week", "on Tuesday")])
    apart = (Story(id="story:1", reports=(SHORT.id,)), Story(id="story:2", reports=(LONG.id,)))
    window = Window(readings=(SHORT, LONG, today, MATCH), stories=apart)
    found = find_stories(window, settings=SETTINGS.group, tools=tools).items
    assert together(found, SHORT, today)
    assert together(found, LONG)


def test_a_report_joins_a_standing_story_only_above_the_bound_for_final_joins(tools: Tools) -> None:
    """What would join in a window read at once stays apart where joins are final and the bound is out of reach."""
    today = report("today", [SHORT.report.text.replace("this week", "on Tuesday")])
    strict = msgspec.structs.replace(SETTINGS.group, merge_final_above=SETTINGS.group.largest_odds)
    at_once = find_stories(Window(readings=(SHORT, today)), settings=strict, tools=tools).items
    stream = Window(readings=(SHORT, today), stories=(Story(id="story:1", reports=(SHORT.id,)),))
    assert together(at_once, SHORT, today)
    assert not together(find_stories(stream, settings=strict, tools=tools).items, SHORT, today)
