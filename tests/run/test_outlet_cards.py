"""Outlet cards: what the reports of a desk say of each outlet, each figure with what it stands on."""

import random

import msgspec
import pytest

from synoptic.intake.outlets import Register
from synoptic.news.annotation import Reading
from synoptic.news.capture import Capture
from synoptic.news.comparison import Comparison
from synoptic.news.edition import Brief
from synoptic.news.outlet import LanguageCount, Outlet, Rating, Share
from synoptic.news.report import CarrierFields, Credit
from synoptic.news.story import CopyLink, Event, Origin
from synoptic.run.outlet_cards import card_lines, outlet_cards
from synoptic.run.outlet_facts import OriginFacts, ReportFacts, StoryFacts, report_facts, story_facts
from tests.builders import plain_report

WIRE = Outlet(name="Northern Wire", aliases=("NW",), domains=("nwire.example",), kind="agency")
COURIER = Outlet(
    name="Harbour Courier",
    domains=("courier.example",),
    country="NZ",
    kind="daily",
    city="Port Ada",
    founded=1901,
    ownership="public",
    motto="Every tide, every day",
)
REGISTER = Register([WIRE, COURIER])


def told(report: str, site: str = "courier.example", **fields) -> ReportFacts:
    """Return the facts of a report whose text is held."""
    values = {"held": True, "words": 300, "language": "en", "day": "2031-05-04", **fields}
    return ReportFacts(report=report, address=f"https://{site}/{report}", **values)


def story(*origins: OriginFacts) -> StoryFacts:
    """Return a story of some origins."""
    return StoryFacts(reports=tuple(r for origin in origins for r in origin.reports), origins=origins)


def alone(report: str, name: str = "") -> OriginFacts:
    """Return the origin of a report that is an account of its own."""
    return OriginFacts(name=name, reports=(report,))


def card_of(name: str, reports, stories=(), ratings=()):
    """Return the card of one outlet."""
    (card,) = [c for c in outlet_cards(reports, stories, REGISTER, ratings) if c.name == name]
    return card


def test_a_card_is_made_for_each_outlet_and_the_largest_comes_first():
    """Reports are gathered by the register, then by site, then by the name that they print."""
    cards = outlet_cards(
        [
            told("a"),
            told("b", "www.courier.example"),
            told("c", "news.upland.co.uk", outlet="Upland Post"),
            told("d", "upland.co.uk", outlet="The Upland Post"),
            told("e", "www.upland.co.uk", outlet="Upland Post"),
            ReportFacts(report="f", address="file:///pages/f.txt", outlet="Tarn Letter"),
            ReportFacts(report="g", address="file:///pages/g.txt", outlet="NW"),
            ReportFacts(report="h", address="file:///pages/h.txt"),
        ],
        [],
        REGISTER,
    )
    assert [(card.name, card.domains, card.reports) for card in cards] == [
        ("Upland Post", ("upland.co.uk",), 3),
        ("Harbour Courier", ("courier.example",), 2),
        ("", (), 1),
        ("Northern Wire", ("nwire.example",), 1),
        ("Tarn Letter", (), 1),
    ]


def test_a_report_that_credits_an_agency_carries_its_text():
    """A credit counts under any name of the agency, and only where the text is held."""
    reports = [told("a", carried=("NW",)), told("b"), told("c"), told("d", held=False, carried=("NW",))]
    card = card_of("Harbour Courier", reports)
    assert card.wire == Share(part=1, of=3)
    assert [(c.agency, c.reports) for c in card.agencies] == [("Northern Wire", Share(part=1, of=3))]


def test_an_uncredited_copy_of_an_agencys_text_is_found_by_its_story():
    """A report of the origin that an agency's text makes carries that text, whether it says so or not."""
    wire = OriginFacts(name="Northern Wire", reports=("a", "w"), copies=("a",))
    reports = [told("a"), told("b"), told("w", "nwire.example")]
    assert card_of("Harbour Courier", reports, [story(wire, alone("b"))]).wire == Share(part=1, of=2)


def test_an_agency_does_not_copy_itself():
    """The wire's own report is its own account, even where it signs it and others hold its text."""
    wire = OriginFacts(name="Northern Wire", reports=("a", "w"), copies=("a", "w"))
    card = card_of("Northern Wire", [told("a"), told("w", "nwire.example", carried=("NW",))], [story(wire)])
    assert card.wire == Share(part=0, of=1)
    assert card.originality == Share(part=1, of=1)


def test_originality_counts_accounts_of_ones_own_among_stories_that_others_tell_too():
    """A copy and a republished report are not own accounts; a story told by one report says nothing."""
    shared = OriginFacts(name="Upland Post", reports=("copy", "first"), copies=("copy",))
    reports = [
        told("own"),
        told("copy"),
        told("republished", carried=("Upland Post",)),
        told("lonely"),
        told("unread", held=False),
        told("first", "upland.example", outlet="Upland Post"),
    ]
    stories = [
        story(alone("own"), shared, alone("republished"), alone("unread")),
        story(alone("lonely")),
    ]
    card = card_of("Harbour Courier", reports, stories)
    assert card.originality == Share(part=1, of=3)
    assert card.wire == Share(part=0, of=4)
    assert card_of("Upland Post", reports, stories).originality == Share(part=1, of=1)


def test_length_is_the_median_of_the_texts_whose_words_can_be_counted():
    """Stubs, and languages written without spaces, do not bend the typical length."""
    reports = [
        told("a", words=100),
        told("b", words=900),
        told("c", words=200),
        told("d", words=0, language="ja"),
        told("e", words=7, held=False),
    ]
    card = card_of("Harbour Courier", reports)
    assert (card.length.words, card.length.of) == (200, 3)
    assert card.not_held == Share(part=1, of=5)
    assert card.languages == (
        LanguageCount(language="en", reports=Share(part=4, of=5)),
        LanguageCount(language="ja", reports=Share(part=1, of=5)),
    )


def test_changes_corrections_and_withdrawals_stand_on_every_report():
    """They are counted whether or not the text is held."""
    reports = [
        told("a", changed=True, corrected=True),
        told("b", changed=True),
        told("c", withdrawn=True, held=False),
    ]
    card = card_of("Harbour Courier", reports)
    assert card.changed == Share(part=2, of=3)
    assert card.corrected == Share(part=1, of=3)
    assert card.withdrawn == Share(part=1, of=3)


def test_ratings_are_shown_with_their_source_and_only_where_they_are_meant():
    """A rating finds its outlet by domain or by a name that one outlet alone has."""
    good = Rating(outlet="", domain="courier.example", value="4 of 5", source="Press Watch")
    named = Rating(outlet="Upland Post", value="fair", source="Reader Panel", date="2031")
    shared = Rating(outlet="Gazette", value="poor", source="Reader Panel")
    elsewhere = Rating(outlet="Harbour Courier", domain="courier.net", value="bad", source="Press Watch")
    cards = outlet_cards(
        [
            told("a"),
            told("b", "upland.example", outlet="Upland Post"),
            told("c", "one.example", outlet="Gazette"),
            told("d", "two.example", outlet="Gazette"),
        ],
        [],
        REGISTER,
        [elsewhere, shared, named, good],
    )
    assert {card.name: card.ratings for card in cards} == {
        "Harbour Courier": (good,),
        "Upland Post": (named,),
        "Gazette": (),
    }
    (upland,) = [card for card in cards if card.name == "Upland Post"]
    assert "rated “fair” by Reader Panel, 2031" in card_lines(upland)


def test_the_order_of_reports_and_stories_does_not_matter():
    """The same desk gives the same cards."""
    reports = [told(str(n), f"{n % 5}.example", outlet=f"Paper {n % 3}", words=n) for n in range(40)]
    stories = [story(alone(str(n)), alone(str(n + 1))) for n in range(0, 38, 2)]
    wanted = outlet_cards(reports, stories, REGISTER)
    for seed in range(5):
        shuffle = random.Random(seed).sample
        assert outlet_cards(shuffle(reports, 40), shuffle(stories, 19), REGISTER) == wanted


def test_an_empty_desk_has_no_cards():
    """Nothing is made of nothing."""
    assert outlet_cards([], [], REGISTER) == ()


def test_a_card_in_words_says_what_each_figure_stands_on():
    """Below twenty reports the numbers stand without a percentage."""
    reports = [told("a", carried=("NW",), day="2031-05-02"), told("b", words=500), told("c", held=False)]
    assert card_lines(card_of("Harbour Courier", reports)) == (
        "Harbour Courier (courier.example)",
        "daily, Port Ada, NZ, since 1901, a public service",
        "In its own words: “Every tide, every day”",
        "reports: 3, 2031-05-02 to 2031-05-04",
        "languages: en 3 of 3",
        "text not held: 1 of 3",
        "carries an agency’s text: 1 of 2 (Northern Wire 1)",
        "an account of its own, where others tell the story too: none to go by",
        "typical length: 400 words (median of 2)",
        "changed: 0 of 3",
        "corrected: 0 of 3",
        "withdrawn: 0 of 3",
    )
    many = [told(str(n), changed=n < 3) for n in range(24)]
    assert "changed: 3 of 24 (12 %)" in card_lines(card_of("Harbour Courier", many))


def capture(**fields) -> Capture:
    """Return the capture of a page of the Courier."""
    values = {
        "report": "report:1",
        "address": "https://courier.example/1",
        "digest": "0" * 64,
        "form": "html",
        "captured": "2031-05-04T06:00:00Z",
        **fields,
    }
    return Capture(**values)


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("The gate failed.\n\nIt's shut, at 1,200 tonnes.", "en", 8),
        ("水門が壊れた。", "ja", 0),
        ("", "en", 0),
    ],
)
def test_the_words_of_the_body_are_counted_where_words_have_spaces(text, language, words):
    """Numbers and contractions are one word each."""
    reading = Reading(report=plain_report(text, language=language))
    facts = report_facts(capture(), reading, "2031-05-04")
    assert (facts.words, facts.held) == (words, bool(text))


def test_the_facts_of_a_report_come_from_its_capture_and_its_reading():
    """Photo and cited credits are no carried text; a stub's text is not held."""
    report = plain_report("The gate failed.", outlet="Harbour Courier")

    def credit(agency: str, kind: str) -> Credit:
        return Credit(report=report.id, start=0, end=3, words="The", agency=agency, kind=kind)

    credits = (
        credit("NW", "wire"),
        credit("Upland Post", "republished"),
        credit("Tarn", "photo"),
        credit("X", "cited"),
    )
    reading = Reading(report=report, credits=credits)
    page = capture(version=2, previous="report:0", withdrawn="2031-05-05T06:00:00Z")
    facts = report_facts(page, reading, "2031-05-04", {"corrected", "new_report"})
    assert facts.carried == ("NW", "Upland Post")
    assert (facts.changed, facts.corrected, facts.withdrawn, facts.words) == (True, True, True, 3)
    stub = report_facts(msgspec.structs.replace(page, stub=True), reading, "2031-05-04")
    assert (stub.held, stub.words) == (False, 0)


def test_a_new_version_without_a_change_of_substance_is_no_changed_report():
    """What the log does not tell of was a small edit."""
    page = capture(version=3, previous="report:0")
    assert not report_facts(page, None, "2031-05-04").changed
    facts = report_facts(page, None, "2031-05-04", {"changed"})
    assert (facts.changed, facts.corrected) == (True, False)


def test_a_saved_page_belongs_to_the_site_that_it_says_it_is_from():
    """A page that was fetched is where it was fetched, whatever it says of itself."""
    reading = Reading(report=plain_report("The gate failed.", url="https://upland.example/gate"))
    saved = report_facts(capture(address="file:///pages/gate.html"), reading, "2031-05-04")
    assert saved.address == "https://upland.example/gate"
    for fetched in ("https://courier.example/1", "http://10.0.0.7/1"):
        assert report_facts(capture(address=fetched), reading, "2031-05-04").address == fetched


def test_a_capture_that_is_not_yet_read_counts_as_a_report_without_its_text():
    """What the carrier says of it is used."""
    carrier = CarrierFields(outlet="Harbour Courier", language="en-NZ")
    facts = report_facts(capture(carrier=carrier), None, "2031-05-04")
    assert (facts.outlet, facts.language, facts.held) == ("Harbour Courier", "en", False)


def test_the_facts_of_a_story_say_which_reports_of_an_origin_are_copies():
    """A statement that both quote is no copy, and a copy of a report elsewhere is none within the origin."""

    def link(original: str, copy: str, kind: str) -> CopyLink:
        return CopyLink(id=f"{original}{copy}", original=original, copy=copy, kind=kind, containment=0.9)

    comparison = Comparison(
        id="story:1",
        event=Event(what=""),
        headline="",
        headline_citations=(),
        reports=("a", "b", "c", "d"),
        references=(),
        origins=(
            Origin(id="o1", reports=("a", "b", "c"), reason="", name="Northern Wire"),
            Origin(id="o2", reports=("d",), reason=""),
        ),
        brief=Brief(),
        claim_groups=(),
        disputes=(),
        figures=(),
        quotes=(),
        labels=(),
        voices=(),
        silences=(),
        timeline=(),
        copies=(link("a", "b", "copy"), link("b", "c", "common_statement"), link("a", "d", "derived")),
    )
    assert story_facts(comparison) == StoryFacts(
        reports=("a", "b", "c", "d"),
        origins=(
            OriginFacts(name="Northern Wire", reports=("a", "b", "c"), copies=("b",)),
            OriginFacts(name="", reports=("d",)),
        ),
    )
