"""What stands beside a quotation: its cue and the words that name the speaker."""

import pytest

from synoptic.annotate.direct import Said, Surroundings
from synoptic.annotate.quote_cues import cues_of
from synoptic.annotate.quote_marks import find_marked
from synoptic.run.models import ModelTools
from tests.builders import read_text


def beside(text: str, tools: ModelTools, language: str = "en") -> tuple[str, str | None] | None:
    """Return the printed cue and speaker of the first quotation of a text."""
    reading = read_text(text, tools, language=language)
    marked, _ = find_marked(text, reading.report.blocks, language)
    said: Said | None = Surroundings(reading.sentences, marked, ()).said(marked[0], text, cues_of(language))
    if said is None:
        return None
    return text[slice(*said.cue)], text[slice(*said.source)] if said.source else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The road is open,” said Ann Lee.", ("said", "Ann Lee")),
        ("“The road is open,” Ann Lee told reporters.", ("told", "Ann Lee")),
        ("Ann Lee said: “The road is open.”", ("said", "Ann Lee")),
        ("Said Ann Lee, “The road is open.”", ("Said", "Ann Lee")),
        ("Ann Lee: “The road is open.”", (":", "Ann Lee")),
        ("“The road is open,” began Ann Lee.", ("began", "Ann Lee")),
    ],
)
def test_cue_and_speaker_stand_beside_the_words(text: str, expected: tuple[str, str], tools: ModelTools) -> None:
    """The cue and the name are found before and behind the words, also behind any verb."""
    assert beside(text, tools) == expected


def test_a_name_is_found_without_grammar(tools: ModelTools) -> None:
    """Where no parser knows the language, the cue words of the list and pauses mark the name."""
    assert beside("„Most je zavřený,“ řekla Jana Dvorská agentuře.", tools, "cs") == ("řekla", "Jana Dvorská")


def test_nothing_beside_says_nothing(tools: ModelTools) -> None:
    """Words that stand alone have no cue."""
    assert beside("“The road is open.”", tools) is None
