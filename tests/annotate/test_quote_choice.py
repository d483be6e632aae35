"""The second look at possible attributions: what it knows, and that the packaged weights know it too."""

import json
from importlib import resources

from synoptic.annotate import quote_choice
from synoptic.annotate.quote_choice import Choice, Possible, Ranked
from synoptic.annotate.quote_cues import cues_of
from synoptic.annotate.quote_grammar import Grammar
from synoptic.annotate.quote_model import packaged_model
from synoptic.annotate.quote_reader import possible_attributions, read_attributions
from synoptic.run.models import ModelTools
from tests.builders import read_text

TEXT = "Marta Quill said on Monday that the lock was open. The harbour board wants to build a second one."


def _grammar(tools: ModelTools) -> Grammar:
    return Grammar([read_text(TEXT, tools).sentences], cues_of("en"))


def test_the_packaged_weights_are_those_of_the_features(tools: ModelTools) -> None:
    """The packaged file holds a weight for every feature and for nothing else."""
    choice, possible = possible_attributions(_grammar(tools), packaged_model())
    held = json.loads(resources.files("synoptic.annotate").joinpath(quote_choice.WEIGHTS).read_text())
    assert possible
    assert set(held["weights"]) == set(choice.features(possible[0][0]))


def test_a_cue_in_the_words_of_another_is_known(tools: ModelTools) -> None:
    """A possible cue knows the odds of the one whose reported words hold it, and that one knows its odds."""
    shares: dict[str, Ranked] = {"source": [], "before": [], "after": []}
    outer = Possible(head=2, odds=3.0, cue=(2, 2), source=(0, 1), before=None, after=(5, 9), shares=shares)
    inner = Possible(head=7, odds=-1.0, cue=(7, 7), source=None, before=None, after=None, shares=shares)
    choice = Choice(_grammar(tools), {2: 3.0, 7: -1.0}, [outer, inner])
    assert choice.features(inner)["cue in words"] == 3.0
    assert choice.features(outer)["words hold a cue"] == -1.0
    assert choice.features(outer)["cue in words"] == -9.0
    assert choice.features(outer)["cue far after"] == -1.0


def test_what_is_said_counts(tools: ModelTools) -> None:
    """A plain report of speech is kept with its source and the words reported."""
    found = read_attributions([read_text(TEXT, tools).sentences])
    said = [a for a in found if TEXT[slice(*a.cue)].startswith("said")]
    assert [(TEXT[slice(*a.source)], TEXT[slice(*a.after)]) for a in said if a.source and a.after] == [
        ("Marta Quill", "that the lock was open")
    ]
