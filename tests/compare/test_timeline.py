"""The timeline: one entry for each event and time, in words that can stand alone."""

import msgspec

from synoptic.compare.timeline import find_timeline
from synoptic.news.comparison import Dossier, TimelineEntry
from synoptic.news.report import Interval
from synoptic.run.stage import Tools
from tests.compare.accounts import SETTINGS, Told
from tests.compare.dated import grouped, read_report


def entries(dossier: Dossier, tools: Tools) -> tuple[TimelineEntry, ...]:
    """Return the timeline of a story."""
    return find_timeline(dossier, settings=SETTINGS, tools=tools).items


def told(words: str, predicate: str = "") -> Told:
    """Return a sentence as it is told."""
    return Told(words=words, predicate=predicate)


def test_entries_stand_in_the_order_of_time(tools: Tools) -> None:
    """What happened first stands first, whatever the order of telling."""
    reading = read_report(
        tools, "Ledger", [told("Norwick closed its port in 2019."), told("Norwick built its port in 1998.")]
    )
    assert [e.what for e in entries(grouped(readings=[reading]), tools)] == [
        "Norwick built its port in 1998.",
        "Norwick closed its port in 2019.",
    ]


def test_two_accounts_of_one_event_are_one_entry(tools: Tools) -> None:
    """Claims of one group share an entry, whose time is the finer one."""
    readings = [
        read_report(tools, "Ledger", [told("Norwick reopened its port on 26 September 2030.", "reopen")]),
        read_report(tools, "Courier", [told("In September 2030 the port of Norwick opened again.", "open")]),
    ]
    (entry,) = entries(grouped(("port",), readings=readings), tools)
    assert entry.time == Interval(earliest="2030-09-26", latest="2030-09-26")
    assert len(entry.reports) == len(entry.citations) == 2


def test_since_names_the_year_that_it_counts_from(tools: Tools) -> None:
    """“Since 2011” stands at 2011, though what holds since then has no end."""
    reading = read_report(tools, "Ledger", [told("Anna Lind is the first mayor to visit Norwick since 2011.")])
    (entry,) = entries(grouped(readings=[reading]), tools)
    assert (entry.time.earliest, entry.time.latest) == ("2011-01-01", "2011-12-31")


def test_a_fragment_is_shown_with_its_clause(tools: Tools) -> None:
    """A claim that is only “in May 2030” is shown with the clause that says what happened."""
    reading = read_report(tools, "Ledger", [told("In May 2030 rebels landed near Norwick.", "land")])
    claim = reading.claims[0]
    short = reading.passage(claim.start, claim.start + len("In May 2030"))
    cut = msgspec.structs.replace(claim, end=short.end, words=short.words, spans=(short,))
    dossier = grouped(readings=[msgspec.structs.replace(reading, claims=(cut,))])
    assert [e.what for e in entries(dossier, tools)] == ["In May 2030 rebels landed near Norwick."]


def test_an_account_that_points_back_is_not_shown(tools: Tools) -> None:
    """Of two accounts the one that can be read by itself is shown."""
    readings = [
        read_report(tools, "Ledger", [told("It was opened again on 26 September 2030.", "open")]),
        read_report(tools, "Courier", [told("In September 2030 Norwick reopened its port.", "reopen")]),
    ]
    (entry,) = entries(grouped(("2030",), readings=readings), tools)
    assert entry.what == "In September 2030 Norwick reopened its port."


def test_what_is_only_demanded_did_not_happen(tools: Tools) -> None:
    """A demand with a date has no place in the timeline."""
    reading = read_report(
        tools, "Ledger", [Told(words="Norwick must close its port on 3 June 2031.", modality="demanded")]
    )
    assert entries(grouped(readings=[reading]), tools) == ()


def test_every_entry_cites_its_words(tools: Tools) -> None:
    """What an entry shows is cut from a report at the place it cites."""
    reading = read_report(tools, "Ledger", [told("Norwick closed its port in 2019; the mayor left in 2020.")])
    for entry in entries(grouped(readings=[reading]), tools):
        assert all(reading.report.text[c.start : c.end] == c.words for c in entry.citations)
        assert entry.what in [c.words for c in entry.citations]


def test_a_year_that_only_names_a_thing_is_no_entry(tools: Tools) -> None:
    """“The 2016 election” dates the election and not what the sentence tells."""
    reading = read_report(tools, "Ledger", [told("Judges looked into the 2016 election for Norwick.", "look")])
    assert entries(grouped(readings=[reading]), tools) == ()


def test_the_hour_of_saying_is_no_entry(tools: Tools) -> None:
    """When somebody said something is not when it happened."""
    reading = read_report(tools, "Ledger", [told("Anna Lind said on 14 May 2031 that the port closed in 2019.")])
    assert [e.time.earliest for e in entries(grouped(readings=[reading]), tools)] == ["2019-01-01"]
