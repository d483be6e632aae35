"""The order of the stages."""

import pytest

from synoptic.errors import PipelineError
from synoptic.run.pipeline import STAGES, check_order


def test_the_order_gives_every_stage_what_it_requires():
    """The pipeline's own order is sound."""
    check_order(STAGES)


def test_a_stage_before_what_it_needs_is_refused_with_its_name():
    """Claims cannot be found before sentences, and the message says which stage and what is missing."""
    claims = next(stage for stage in STAGES if stage.name == "annotate.claims")
    with pytest.raises(PipelineError, match=r"annotate\.claims needs .*Sentence"):
        check_order([claims, *STAGES])


def test_stage_names_are_distinct_and_name_their_settings():
    """Each stage has its own name, which begins with the section of the settings that it is given."""
    names = [stage.name for stage in STAGES]
    assert len(set(names)) == len(names)
    assert all(stage.name.startswith(f"{stage.section}.") for stage in STAGES)
