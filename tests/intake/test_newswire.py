"""What agencies send: ninjs, NewsML-G2, NewsML 1 and NITF."""

import json
from typing import Any

import pytest

from synoptic.intake.newswire import is_ninjs, read_newsml, read_ninjs
from synoptic.intake.records import read_document, read_lines
from synoptic.intake.settings import IntakeSettings
from tests.intake.samples import NINJS, NINJS_3, WORDS, newsml

SETTINGS = IntakeSettings()


def codes(made) -> list[str]:
    return [one.code for one in made.problems]


@pytest.mark.parametrize("item", [NINJS, NINJS_3], ids=["1.x", "3.x"])
def test_an_item_is_read_whatever_its_version(item):
    """Headline, agency, byline, day, language and marked-up text are found under the names of each version."""
    made = read_ninjs(item, "a.json")
    (page,) = made.items
    assert (page.carrier.title, page.carrier.outlet, page.carrier.byline) == (
        "Harbour reopens",
        "Tarn Wire",
        "Ana Lind",
    )
    assert (page.carrier.date, page.carrier.language) == ("2031-03-04T08:12:00Z", "en")
    assert (page.form, page.content.decode()) == ("html", f"<p>{WORDS}</p>")
    assert made.problems == ()


def test_a_uri_is_an_address_only_on_the_web():
    """Items are often known by a name that leads nowhere."""
    assert read_ninjs(NINJS, "a").items[0].carrier.url == "https://wire.example/items/1"
    assert read_ninjs(NINJS_3, "a").items[0].carrier.url == ""


def test_an_item_with_plain_text_only_is_text():
    """Version 2 lists its bodies; the one with markup is better, but any will do."""
    item = {**NINJS_3, "bodies": [{"contenttype": "text/plain", "value": WORDS}]}
    (page,) = read_ninjs(item, "a").items
    assert (page.form, page.content.decode()) == ("text", WORDS)


def test_a_package_gives_the_items_it_holds():
    """Texts within a package are reports; its pictures are not."""
    picture = {"uri": "urn:p", "type": "picture", "pubstatus": "usable", "body_text": "A picture of the harbour."}
    package = {"uri": "urn:x", "type": "composite", "associations": {"main": NINJS, "photo": picture}}
    made = read_ninjs(package, "a.json")
    assert [(page.path, page.carrier.title) for page in made.items] == [("a.json#2", "Harbour reopens")]
    listed = {"uri": "urn:x", "type": "composite", "associations": [NINJS_3, NINJS]}
    assert len(read_ninjs(listed, "a.json").items) == 2


@pytest.mark.parametrize("status", ["withheld", "canceled", "stat:withheld"])
def test_what_an_agency_took_back_is_left_out(status):
    """A cancelled item is not printed."""
    made = read_ninjs({**NINJS, "pubstatus": status}, "a.json")
    assert (made.items, codes(made)) == ((), ["I127"])


def test_items_are_told_from_other_records():
    """A `uri` alone does not make a record of an agency."""
    assert is_ninjs(NINJS)
    assert is_ninjs(NINJS_3)
    assert not is_ninjs({"uri": "https://post.example/1", "title": "x", "body": "y"})


def test_json_files_with_items_are_read():
    """One item, a list of them, lines of them, or a list under a common key."""
    item = json.dumps(NINJS)
    read = [
        read_document(item, "a.json", 5),
        read_document(f"[{item}]", "a.json", 5),
        read_document(f'{{"items": [{item}]}}', "a.json", 5),
        read_lines(item, "a.jsonl", 5),
    ]
    assert [made.items[0].carrier.outlet for made in read] == ["Tarn Wire"] * 4


def test_a_package_without_end_is_not_followed():
    """Packages in packages stop somewhere."""
    item: dict[str, Any] = dict(NINJS)
    for _ in range(50):
        item = {"uri": "urn:x", "versioncreated": "2031-03-04", "associations": {"a": item}}
    assert read_ninjs(item, "a.json").items == ()


def test_a_newsml_item_is_read():
    """Headline, agency, byline, day, language and XHTML come from their places."""
    made = read_newsml(newsml(), "a.xml", settings=SETTINGS)
    (page,) = made.items
    assert (page.carrier.title, page.carrier.outlet, page.carrier.byline) == (
        "Harbour reopens",
        "Tarn Wire",
        "Ana Lind",
    )
    assert (page.carrier.date, page.carrier.language) == ("2031-03-04T08:12:00Z", "en-GB")
    assert page.form == "html"
    assert f"<p>{WORDS}</p>".encode() in page.content
    assert b"xmlns" not in page.content


def test_nitf_within_newsml_is_read():
    """The older format for texts becomes plain markup."""
    nitf = (
        '<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>'
        f"<body.head><hedline><hl1>No</hl1></hedline></body.head><body.content><hl2>Ferries</hl2><p>{WORDS}</p>"
        "</body.content></body></nitf></inlineXML>"
    )
    (page,) = read_newsml(newsml(content=nitf), "a.xml", settings=SETTINGS).items
    assert page.content == f"<div><h2>Ferries</h2><p>{WORDS}</p></div>".encode()


@pytest.mark.parametrize(
    ("held", "form", "content"),
    [
        ('<inlineData contenttype="text/plain">The harbour.</inlineData>', "text", b"The harbour."),
        ('<inlineData contenttype="text/html" encoding="base64">PHA+SGk8L3A+</inlineData>', "html", b"<p>Hi</p>"),
    ],
)
def test_text_within_newsml_is_read(held, form, content):
    """Plain text and packed markup are taken where there is no XHTML."""
    (page,) = read_newsml(newsml(content=held), "a.xml", settings=SETTINGS).items
    assert (page.form, page.content) == (form, content)


def test_several_items_of_a_message_are_read():
    """A message can hold many; one without text does not cost the others."""
    one = newsml().decode()
    item = one[one.index("<newsItem") : one.index("</itemSet>")]
    empty = item[: item.index("<contentSet>")] + "</newsItem>"
    made = read_newsml(one.replace(item, item + empty + item).encode(), "a.xml", settings=SETTINGS)
    assert [page.path for page in made.items] == ["a.xml:1", "a.xml:3"]
    assert codes(made) == ["I125"]


def test_what_is_not_usable_or_no_text_is_left_out():
    """A withheld item is told; a picture has no report to leave out."""
    withheld = read_newsml(newsml(status="stat:withheld"), "a.xml", settings=SETTINGS)
    assert (withheld.items, codes(withheld)) == ((), ["I127"])
    picture = read_newsml(newsml(kind="ninat:picture"), "a.xml", settings=SETTINGS)
    assert (picture.items, picture.problems) == ((), ())


OLD = f"""<NewsML Version="1.2"><NewsItem><NewsManagement>
<ThisRevisionCreated>20310304T091200+0100</ThisRevisionCreated>
<Status FormalName="Usable"/></NewsManagement><NewsComponent><AdministrativeMetadata>
<Source><Party FormalName="Tarn Wire"/>
</Source></AdministrativeMetadata>
<NewsComponent><NewsLines><HeadLine>Harbour reopens</HeadLine><ByLine>Ana Lind</ByLine></NewsLines>
<DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
<NewsComponent><Role FormalName="Contact"/>
<ContentItem><DataContent>{"Ring the harbour office. " * 20}</DataContent>
</ContentItem></NewsComponent>
<NewsComponent><Role FormalName="Body"/>
<ContentItem><DataContent><html><body><p>{WORDS}</p></body></html></DataContent>
</ContentItem></NewsComponent></NewsComponent>
<NewsComponent><NewsLines><HeadLine>Hafen wieder offen</HeadLine></NewsLines>
<DescriptiveMetadata><Language FormalName="de"/></DescriptiveMetadata>
<ContentItem><DataContent>Der Hafen von Tarn ist wieder offen.</DataContent></ContentItem></NewsComponent>
</NewsComponent></NewsItem></NewsML>"""


def test_the_older_newsml_gives_a_report_a_language():
    """Each language is a report; what stands beside the text is not."""
    german, english = read_newsml(OLD.encode(), "a.xml", settings=SETTINGS).items
    assert (english.carrier.title, english.carrier.byline, english.form) == ("Harbour reopens", "Ana Lind", "html")
    assert (english.carrier.outlet, english.carrier.date) == ("Tarn Wire", "2031-03-04T08:12:00Z")
    assert WORDS.encode() in english.content
    assert (german.carrier.language, german.carrier.title) == ("de", "Hafen wieder offen")
    assert german.content == b"Der Hafen von Tarn ist wieder offen."


@pytest.mark.parametrize(
    "content", [b"", b"<rss/>", b"words", b'<!DOCTYPE newsItem [<!ENTITY a "b">]><newsItem/>']
)
def test_what_is_no_newsml_is_said(content):
    """Other documents give a problem."""
    made = read_newsml(content, "a.xml", settings=SETTINGS)
    assert made.items == ()
    assert made.problems[-1].code in ("I101", "I102", "I126")
