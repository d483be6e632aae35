"""Searching what a desk holds; every test runs over both databases and finds the same."""

import re
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from synoptic.errors import QueryError
from synoptic.news.annotation import Reading
from synoptic.news.capture import StoryRecord
from synoptic.news.ids import content_id
from synoptic.news.report import Block, CarrierFields, Report
from synoptic.store import readings, search, stories
from synoptic.store.captures import mark_stub, versions
from synoptic.store.connection import Database
from synoptic.store.search import Wanted
from synoptic.store.search_words import words
from tests.store.builders import item, take
from tests.store.test_search_query import SIGNS


def hold(db: Database, number: int, *paragraphs: str, day: str = "2026-05-04", **fields: object) -> str:
    """Hold a report with a text on a day, and return its id."""
    text = "\n\n".join(paragraphs)
    page = item(number, carrier=CarrierFields(title=str(number)))
    held = take(db, page, text.encode()) or versions(db, page.address)[-1]
    blocks, at = [], 0
    for paragraph in paragraphs:
        kind = "furniture" if paragraph.startswith("Subscribe") else "body"
        blocks.append(Block(report=held.report, start=at, end=at + len(paragraph), kind=kind))
        at += len(paragraph) + 2
    values = {"outlet": "Harbour Tidings", "language": "en", "url": page.address} | fields
    report = Report(id=held.report, path=page.address, text=text, blocks=tuple(blocks), **values)
    readings.put_reading(db, Reading(report=report), "stages 1", day)
    return held.report


def found(db: Database, query: str, **more: object) -> list[str]:
    """Return the ids that a query finds, in their order."""
    return [hit.report for hit in search.search(db, query, **more)]


@pytest.fixture
def harbour(db):
    """Give a desk of five reports about an invented harbour, with short names for them."""
    db.ids = {
        "ferry": hold(
            db, 1, "The ferry to Osk was late on Monday, the harbour office said.", "Subscribe to Tidings today",
            headline="Ferry late again", authors=("Ines Calder",), day="2026-05-04",
        ),
        "fog": hold(
            db, 2, "Fog kept every ship in the port of Kelovik.", "Later the ferry office closed for the night.",
            headline="Kelovik lies in fog", outlet="Northern Ledger", day="2026-05-05",
        ),
        "es": hold(
            db, 3, "El transbordador a Osk zarpó con retraso, según la autoridad portuaria de Łódź.",
            headline="Retraso", outlet="La Ribera", language="es", day="2026-05-06",
        ),
        "zh": hold(db, 4, "渡輪今天延誤了三個小時。", headline="渡輪延誤", language="zh", day="2026-05-07"),
        "pt": hold(db, 5, "A balsa atrasou em Osk.", headline="Balsa", language="pt-BR", day="2026-05-07"),
    }  # fmt: skip
    return db


FINDS = (
    ("ferry", "ferry fog"),
    ("FERRY harbour", "ferry"),
    ("fog OR harbour", "ferry fog"),
    ("ferry -fog", "ferry"),
    ("-ferry", "es zh pt"),
    ('"ferry office"', "fog"),
    ('"office ferry"', ""),
    ('"kelovik later"', ""),  # never across two paragraphs
    ("transb*", "es"),
    ('"ferry to o*"', "ferry"),
    ("zarpo LODZ", "es"),
    ("zarpó łódź", "es"),
    ("subscribe", ""),  # furniture
    ("headline:ferry", "ferry"),
    ("headline:fog", "fog"),
    ("outlet:ledger", "fog"),
    ("outlet:tidings.example", "ferry fog es zh pt"),
    ("author:calder", "ferry"),
    ("author:(ines calder)", "ferry"),
    ("outlet:led*", "fog"),
    ("lang:es", "es"),
    ("lang:pt", "pt"),
    ("osk lang:es", "es"),
    ("NOT lang:en", "es zh pt"),
    ("since:2026-05-05 until:2026-05-06", "fog es"),
    ("after:2026-05-05 before:2026-05-07", "es"),
    ("since:2026-05", "ferry fog es zh pt"),
    ("ferry OR lang:zh", "ferry fog zh"),
    ("延誤", "zh"),
    ("誤", "zh"),
    ("今天延誤了", "zh"),
    ("延誤三個", ""),
    ("nothing", ""),
)


def test_a_query_finds_what_it_asks_for(harbour):
    """Words, phrases, groups, fields, languages and days select the reports that have them, and no others."""
    for query, names in FINDS:
        assert set(found(harbour, query)) == {harbour.ids[name] for name in names.split()}, query


def test_days_and_language_can_be_given_beside_the_query(harbour):
    """Both days are included; a language takes its regions in."""
    assert found(harbour, "", since="2026-05-05", until="2026-05-06T12:00:00Z") == [
        harbour.ids["es"],
        harbour.ids["fog"],
    ]
    assert found(harbour, "osk", language="pt") == [harbour.ids["pt"]]


def test_an_empty_query_finds_everything_the_newest_first(harbour):
    """Of one day the ids order."""
    last = sorted([harbour.ids["zh"], harbour.ids["pt"]])
    assert found(harbour, "") == [*last, harbour.ids["es"], harbour.ids["fog"], harbour.ids["ferry"]]


def test_words_in_the_headline_and_rare_words_count_for_more(harbour):
    """The score decides first, then the day."""
    for number in range(10, 16):
        hold(harbour, number, "A quiet day.", headline="Calm", day="2026-05-01")
    hits = search.search(harbour, "ferry")
    assert [hit.report for hit in hits] == [harbour.ids["ferry"], harbour.ids["fog"]]
    assert hits[0].score > hits[1].score > 0
    assert found(harbour, "ferry OR kelovik")[0] == harbour.ids["fog"]
    assert [hit.score for hit in hits] == [632, 316]


def test_marks_and_snippets_equal_their_words(harbour):
    """A hit shows the passage with the words that were asked for, by their places in the report."""
    (hit,) = search.search(harbour, '"ferry office" fog')
    text = readings.reading(harbour, hit.report).report.text
    assert [mark.words for mark in hit.marks] == ["ferry office"] or [mark.words for mark in hit.marks] == ["Fog"]
    for passage in (hit.snippet, *hit.marks):
        assert text[passage.start : passage.end] == passage.words
    (hit,) = search.search(harbour, "誤")
    assert [mark.words for mark in hit.marks] == ["誤"]
    assert (hit.headline, hit.day, hit.language, hit.outlet) == ("渡輪延誤", "2026-05-07", "zh", "Harbour Tidings")


def test_a_snippet_is_taken_where_most_words_are(db):
    """Of a long report the stretch is shown that answers most of the query."""
    filler = "Nothing of note was said about the tides that week by anybody in the council. " * 6
    hold(db, 1, f"The mayor spoke. {filler}", f"{filler}The mayor blamed the dredger for the silt. {filler}")
    (hit,) = search.search(db, "mayor dredger silt")
    assert [mark.words for mark in hit.marks] == ["mayor", "dredger", "silt"]
    assert len(hit.snippet.words) <= 260


def test_pages_of_hits_join_without_gap_or_double(db):
    """Whatever the size of the page, the hits come in one order."""
    for number in range(23):
        hold(db, number, f"Tide table {number}.", day=f"2026-05-{number % 5 + 1:02}")
    whole = found(db, "tide")
    paged = [
        hit.report for skip in range(0, 30, 7) for hit in search.find(db, Wanted(query="tide", limit=7, skip=skip))
    ]
    assert paged == whole
    assert len(whole) == search.count(db, Wanted(query="tide")) == 23
    assert search.search(db, "tide", limit=0) == ()


def test_the_order_does_not_depend_on_how_reports_came_in(sqlite, tmp_path):
    """Two desks that hold the same reports answer alike."""
    other = Database.create(f"sqlite:///{tmp_path / 'other.sqlite'}", tmp_path / "other")
    for db, order in ((sqlite, range(12)), (other, reversed(range(12)))):
        for number in order:
            hold(db, number, f"Ferry {number % 3} sails.", day=f"2026-05-{number % 2 + 1:02}")
    assert search.search(sqlite, "ferry OR sails OR 2") == search.search(other, "ferry OR sails OR 2")
    other.close()


def test_only_the_current_version_is_found(db):
    """What a page said before is not, unless it says so again."""
    first = hold(db, 1, "The bridge is open.")
    second = hold(db, 1, "The bridge is shut.")
    assert found(db, "bridge") == [second]
    assert found(db, "open") == []
    take(db, item(1, carrier=CarrierFields(title="1")), b"The bridge is open.")
    assert found(db, "bridge") == [first]


def test_a_stub_does_not_hide_the_text_that_is_held(db):
    """Where the newer page turns out to hold no text, the former one is found again."""
    first = hold(db, 1, "The bridge is open.")
    second = hold(db, 1, "Sign in to read about the bridge.")
    mark_stub(db, second)
    assert found(db, "bridge") == [first]


def test_a_reading_that_is_made_again_replaces_what_was_indexed(db):
    """Nothing of the former reading is left, nor found twice."""
    report = hold(db, 1, "The quay is closed.", headline="Old")
    again = Report(id=report, path="", text="The pier is closed.", headline="New")
    readings.put_reading(db, Reading(report=again), "stages 2", "2026-05-09")
    assert found(db, "quay OR headline:old") == []
    (hit,) = search.search(db, "closed pier headline:new")
    assert (hit.report, hit.day) == (report, "2026-05-09")


def test_a_reading_that_goes_is_not_found(db):
    """Dropping it twice does no harm."""
    report = hold(db, 1, "The quay is closed.")
    readings.drop_readings(db, [report])
    readings.drop_readings(db, [report])
    assert found(db, "quay") == found(db, "") == []


def test_an_index_that_lost_something_is_told(db):
    """A reading that cannot be found, words that are gone, and a find without a reading each have a problem."""
    one, two, three = (hold(db, number, f"Tide {number}.") for number in range(3))
    with db.transaction() as connection:
        assert list(search.amiss(connection)) == []
        search.drop(connection, one)
        words_of = {"sqlite": "rowid", "postgresql": "number"}[connection.dialect.name]
        number = connection.scalar(text("SELECT number FROM search_reports WHERE report = :two"), {"two": two})
        connection.execute(text(f"DELETE FROM search_words WHERE {words_of} = :number"), {"number": number})
        connection.execute(text("DELETE FROM readings WHERE report = :three"), {"three": three})
        found = list(search.amiss(connection))
    assert {problem.subject for problem in found} == {one, two, three}
    assert {problem.code for problem in found} == {"D039"}


def test_a_search_is_kept_to_a_story(harbour):
    """By its id, by the beginning of it, or by a former id; those who only refer to it are not found."""
    one = StoryRecord(id="story:5f21aa", reports=(harbour.ids["ferry"],), references=(harbour.ids["es"],))
    two = StoryRecord(id="story:5f99bb", reports=(harbour.ids["fog"],))
    stories.replace_stories(harbour, [one, two])
    former = content_id("story", item(1).address)
    for typed in ("story:5f21aa", "story:5f2", former, 'story:"story:5f21aa"'):
        assert found(harbour, typed) == [harbour.ids["ferry"]], typed
    assert found(harbour, "ferry -story:5f21aa") == [harbour.ids["fog"]]
    with pytest.raises(QueryError, match="D037"):
        search.search(harbour, "story:1234")
    with pytest.raises(QueryError, match=r"D038.*story:5f21aa, story:5f99bb"):
        search.search(harbour, "story:5f")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=40), st.lists(SIGNS, max_size=8).map(" ".join)))
def test_nothing_that_is_typed_makes_a_database_fail(harbour, typed):
    """A query finds something, or nothing, or is refused with a code."""
    with suppress(QueryError):
        assert set(found(harbour, typed)) <= set(harbour.ids.values())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_indexed_and_is_found_by_itself(db, text):
    """Whatever a stranger's page holds is found by the phrase that it is, and its marks equal their words."""
    with db.transaction() as connection:
        report = Report(id="report:any", path="", text=text, headline=text, outlet=text, byline=text)
        search.index(connection, Reading(report=report))
        search.drop(connection, "report:any")
    report = hold(db, 1, text)
    typed = re.sub('["“”„‟«»]', " ", text)
    if any(words(text)):
        (hit,) = search.search(db, f'"{typed}"')
        assert hit.report == report
        assert all(text[mark.start : mark.end] == mark.words for mark in (hit.snippet, *hit.marks))
        assert hit.marks


def test_a_report_of_many_words_stays_within_what_a_database_takes(db):
    """Half a million different words are indexed up to the limit, and the beginning is found."""
    report = hold(db, 1, "anchor " + " ".join(f"ż{number:x}{'ж' * 30}" for number in range(60_000)))
    assert found(db, "anchor") == [report]
