"""Reports and stories as ninjs 3.0, held against the schema of the IPTC where it is at hand."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from synoptic.news.comparison import StoryEntity
from synoptic.news.report import Credit, Report
from synoptic.publish.ninjs import report_item, story_item
from tests.publish.test_feeds import members

SCHEMAS = Path(__file__).parents[3] / "shared" / "schemas" / "ninjs"


@pytest.fixture(scope="module", params=["3.0", "3.1"])
def validator(request: pytest.FixtureRequest) -> Draft202012Validator:
    """Return a validator of ninjs, each version in turn."""
    path = SCHEMAS / f"ninjs-schema_{request.param}.json"
    if not path.exists():
        pytest.skip("the IPTC's schemas are not in ../shared/schemas")
    geo = json.loads((SCHEMAS / "GeoJSON-schema.json").read_text(encoding="utf-8"))
    known = Resource.from_contents(geo, default_specification=_specification())
    registry: Registry[Any] = Registry().with_resource("https://geojson.org/schema/GeoJSON.json", known)
    schema = json.loads(path.read_text(encoding="utf-8"))
    return Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())


def _specification() -> Any:
    from referencing.jsonschema import DRAFT7

    return DRAFT7


def report() -> Report:
    """Return an invented report with all that an item has a field for."""
    return Report(
        id="report:1",
        path="1.html",
        text="A ferry sank off Marlow Island.\nTwelve people died.",
        outlet="Harbour Tidings",
        url="https://tidings.example/fähre 1?a=b&c=d",
        headline="Ferry sinks",
        standfirst="Twelve die",
        byline="Ada Brook",
        dateline="MARLOW",
        language="en",
        usage=("tdm-reservation=1",),
        version=2,
        previous="report:0",
        credits=(
            Credit(report="report:1", start=0, end=1, words="A", agency="Coast Wire", kind="wire"),
            Credit(report="report:1", start=0, end=1, words="A", agency="Lens", kind="photo"),
        ),
    )


def test_a_report_keeps_to_the_schema(validator: Draft202012Validator) -> None:
    """An item with every field filled is valid, with and without its text."""
    for text in (True, False):
        item = msgspec.json.decode(report_item(report(), text=text, at="2026-05-04T12:00:00Z"))
        validator.validate(item)
        assert item["representationType"] == ("full" if text else "partial")
        assert ("bodies" in item) == text


def test_a_story_keeps_to_the_schema(validator: Draft202012Validator) -> None:
    """A story is a composite item whose reports are associations, and valid."""
    story, reports = members()
    named = StoryEntity(id="entity:1", name="Ines Calder", kind="person", members=())
    item = msgspec.json.decode(story_item(msgspec.structs.replace(story, entities=(named,)), reports))
    validator.validate(item)
    assert item["type"] == "composite"
    assert [a["uri"] for a in item["associations"]] == ["https://1.example/ferry", "https://2.example/ferry"]
    assert item["people"] == [{"name": "Ines Calder", "rel": "about", "literal": "entity:1"}]


def test_a_report_says_who_wrote_it_first() -> None:
    """The outlet is the publisher and the agency of a wire credit a source; a photo agency is neither."""
    item = msgspec.json.decode(report_item(report(), text=True))
    assert [(s["name"], s["role"]) for s in item["infoSources"]] == [
        ("Harbour Tidings", "publisher"),
        ("Coast Wire", "agency"),
    ]
    assert item["usageTerms"] == "tdm-reservation=1"


def test_a_withdrawn_report_is_cancelled() -> None:
    """A page that its publisher took down is still an item, and says so."""
    assert msgspec.json.decode(report_item(report(), text=False, withdrawn=True))["pubStatus"] == "canceled"


@given(headline=st.text(max_size=20), url=st.text(max_size=20), text=st.text(max_size=20), at=st.text(max_size=10))
def test_any_report_becomes_an_item(headline: str, url: str, text: str, at: str) -> None:
    """Whatever a page held, its item is JSON with an address of ours."""
    made = Report(id="report:1", path="1", text=text, headline=headline, url=url)
    assert msgspec.json.decode(report_item(made, text=True, at=at))["uri"] == "urn:synoptic:report:1"
