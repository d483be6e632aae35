"""The JSON contract."""

import json

import jsonschema
import msgspec
import pytest

from synoptic.publish.data import (
    CONTRACT_VERSION,
    ReadingDocument,
    published_reading,
    read_comparison,
    schema,
    to_json,
)
from tests.builders import read_text
from tests.passages import all_passages
from tests.publish.sample import document

NAMES = {
    "reports": "id path outlet headline language text published repairs credits blocks",
    "stories": "id event headline reports origins brief claim_groups disputes figures quotes labels voices "
    "silences timeline",
    "problems": "code severity subject message",
}


def test_a_document_comes_back_as_it_was():
    """Reading what was written gives an equal record."""
    assert read_comparison(to_json(document())) == document()


def test_a_document_fits_its_schema():
    """The JSON is valid under the schema that `synoptic schema` prints."""
    jsonschema.Draft202012Validator(schema("comparison")).validate(json.loads(to_json(document())))


def test_a_reading_fits_its_schema(tools):
    """So is what `synoptic read` writes."""
    reading = read_text("The ferry sank.", tools)
    made = ReadingDocument(made_by=document().made_by, readings=(published_reading(reading),), problems=())
    jsonschema.Draft202012Validator(schema("reading")).validate(json.loads(to_json(made)))


def test_a_document_with_another_shape_is_refused():
    """A claim without its words does not pass the schema."""
    broken = json.loads(to_json(document()))
    del broken["stories"][0]["claim_groups"][0]["claims"][0]["words"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema("comparison")).validate(broken)


@pytest.mark.parametrize("part", NAMES)
def test_the_promised_names_are_there(part):
    """The names that users rely on are in the document."""
    (first, *_) = json.loads(to_json(document()))[part]
    assert set(NAMES[part].split()) <= set(first)


def test_the_contract_is_versioned():
    """A document says which version of the contract it keeps to."""
    written = json.loads(to_json(document()))
    assert (written["format"], written["version"]) == ("synoptic-comparison", CONTRACT_VERSION)


def test_offsets_are_code_points_of_the_text():
    """Each passage of the document re-reads as its words."""
    held = msgspec.json.decode(to_json(document()), type=type(document()))
    texts = {report.id: report.text for report in held.reports}
    for passage in all_passages(held):
        assert texts[passage.report][passage.start : passage.end] == passage.words
