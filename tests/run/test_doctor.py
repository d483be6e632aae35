"""The doctor says what works and how to get what does not."""

import msgspec

from synoptic.run.doctor import check_parts
from synoptic.run.settings import ModelSettings


def test_every_required_part_works_on_a_fresh_install(settings):
    """With nothing but the project's own packages, all that is required is there."""
    assert [check.part for check in check_parts(settings) if check.required and not check.works] == []


def test_a_missing_model_is_named_with_how_to_get_it(settings):
    """A model that is set but not installed gives the command that installs it."""
    other = msgspec.structs.replace(settings, models=ModelSettings(grammar={"xx": "no_such_model"}))
    (check,) = [c for c in check_parts(other) if "no_such_model" in c.part + c.found + c.remedy]
    assert not check.works
    assert "spacy download no_such_model" in check.remedy
