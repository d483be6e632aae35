"""Records are written down and read back the same, whatever is in them."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from synoptic.errors import StoreError
from synoptic.news.capture import Capture, FetchNote, Source
from synoptic.store.records import batches, pack, record_of, row_of, squeeze, storable, unpack, unsqueeze
from synoptic.store.rows import is_free, until

ANY = some.text(some.characters(exclude_categories=()))


@pytest.mark.parametrize("kind", [Source, Capture, FetchNote])
@settings(deadline=None)
@given(chosen=some.data())
def test_a_record_comes_back_from_its_row(kind, chosen):
    """Every field of every record survives, with the same type."""
    record = chosen.draw(some.from_type(kind))
    row = row_of(record)
    again = record_of(kind, row)
    assert row_of(again) == row
    assert all(isinstance(value, (str, int, bool)) for value in row.values())


def test_a_row_of_another_version_is_refused():
    """A kind of source that this version does not know gives D013, which names it."""
    row = row_of(Source(id="source:1", kind="feed", address="a")) | {"kind": "hologram"}
    with pytest.raises(StoreError, match="source:1") as error:
        record_of(Source, row)
    assert error.value.code == "D013"


@settings(deadline=None)
@given(text=ANY)
def test_every_text_can_be_stored(text):
    """A storable text has the same length, no NUL, and a form in UTF-8; a good one is left as it is."""
    made = storable(text)
    assert len(made) == len(text)
    assert "\0" not in made
    made.encode()
    assert storable(made) == made


@settings(deadline=None)
@given(content=some.binary(max_size=2000))
def test_bytes_are_squeezed_and_come_back(content):
    """Compression loses nothing."""
    assert unsqueeze(squeeze(content), "x") == content


@settings(deadline=None)
@given(content=some.binary(max_size=200))
def test_damaged_bytes_never_crash(content):
    """Bytes that are no record give a coded error or, by luck, a record."""
    for made in (lambda: unsqueeze(content, "this"), lambda: unpack(FetchNote, content, "this")):
        with suppress(StoreError):
            made()


def test_equal_records_are_packed_equal():
    """The bytes of a record follow from what it says."""
    note = FetchNote(address="https://tidings.example/\ud800")
    assert pack(note) == pack(FetchNote(address="https://tidings.example/\ud800"))


def test_names_are_asked_for_in_batches():
    """No statement gets more names than a database takes; none is lost."""
    runs = list(batches(range(1201)))
    assert [len(run) for run in runs] == [500, 500, 201]
    assert [one for run in runs for one in run] == list(range(1201))


def test_a_lease_lasts_a_day_at_most():
    """So that one which seems to last longer can be told to be of a wrong clock."""
    assert until("2026-05-04T12:00:00Z", 10**9) == "2026-05-05T12:00:00Z"
    assert not is_free("2026-05-05T12:00:00Z", "2026-05-04T12:00:00Z")
    assert is_free("2026-05-05T12:00:01Z", "2026-05-04T12:00:00Z")
    assert is_free("", "2026-05-04T12:00:00Z")
