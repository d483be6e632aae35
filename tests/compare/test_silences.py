"""Silence is claimed with care: only of a whole, long enough and late enough report, and in careful words."""

import msgspec

from synoptic.compare.silences import find_silences
from synoptic.news.annotation import Reading
from synoptic.run.stage import Tools
from tests.compare.accounts import SETTINGS, Told, compared, report, story

STRIKE = Told(words="Dockers in Havn went on strike on Tuesday.", predicate="go", agent="dockers")
STRIKE_TOO = Told(words="On Tuesday the dockers in Havn went on strike.", predicate="go", agent="dockers")
WAGES = Told(words="The union demands that wages rise by nine percent.", predicate="demand", agent="union")
SHIPS = Told(words="Eleven ships wait in the roads outside the harbour.", predicate="wait", agent="ships")
OPERA = Told(words="The city opera opens its season with a premiere in autumn.", predicate="open", agent="opera")
GARDEN = Told(
    words="A botanical garden received rare orchids from the islands.", predicate="receive", agent="garden"
)


def _silent(tools: Tools, third: Reading) -> set[str]:
    one = report(tools, "Blatt", [STRIKE, WAGES, SHIPS])
    other = report(tools, "Kompass", [STRIKE_TOO, SHIPS, WAGES])
    dossier = compared(story(one, other, third), tools)
    made = find_silences(dossier, settings=SETTINGS, tools=tools).items
    words = {g.id: next(c.words for c in g.claims if c.id == g.lead) for g in dossier.claim_groups}
    return {words[s.group] for s in made if s.report == third.id}


def test_a_whole_report_without_the_main_claim_is_silent_on_it(tools: Tools) -> None:
    """What two origins say and a whole, equally long report has nothing of is reported as not found in it."""
    assert _silent(tools, report(tools, "Anzeiger", [OPERA, GARDEN, OPERA])) & {STRIKE.words, STRIKE_TOO.words}


def test_the_words_are_careful(tools: Tools) -> None:
    """The reason says what was not found in the text held, and never that it was left out on purpose."""
    first = report(tools, "Blatt", [STRIKE, WAGES], day="2031-05-03")
    dossier = compared(story(first, report(tools, "Anzeiger", [OPERA, GARDEN])), tools)
    made = find_silences(dossier, settings=SETTINGS, tools=tools).items
    assert made
    assert all(s.reason.startswith("Not found in the text we hold") and "omit" not in s.reason for s in made)


def test_a_cut_report_is_not_silent(tools: Tools) -> None:
    """A report that ends with a pointer to more may have had it there."""
    more = Told(words="The garden is open on Sundays. Read more...", agent="garden")
    assert _silent(tools, report(tools, "Anzeiger", [OPERA, GARDEN, more])) == set()


def test_a_short_report_is_not_silent(tools: Tools) -> None:
    """A report much shorter than the others had no room for everything."""
    assert _silent(tools, report(tools, "Anzeiger", [Told(words="Orchids came.", agent="orchids")])) == set()


def test_an_earlier_report_is_not_silent(tools: Tools) -> None:
    """A report of the day before could not know it, nor can one be blamed whose day is not known."""
    early = report(tools, "Anzeiger", [OPERA, GARDEN, OPERA], day="2031-05-03")
    undated = report(tools, "Anzeiger", [OPERA, GARDEN, OPERA], day="")
    assert _silent(tools, early) == set()
    assert _silent(tools, undated) == set()


def test_a_language_not_read_in_full_is_not_silent(tools: Tools) -> None:
    """A report in a language without a grammar may say it in a way that was not understood."""
    german = [
        msgspec.structs.replace(t, words=w) for t, w in ((OPERA, "Die Oper öffnet im Herbst mit einer Premiere."),)
    ]
    assert _silent(tools, report(tools, "Anzeiger", german * 3, language="de")) == set()
