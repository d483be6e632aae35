"""Labels: whose words they are, and that they re-read; loaded words by the packaged model."""

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from synoptic.compare.loaded import loaded_words, own_loaded_words, packaged_model, sentence_score
from synoptic.compare.loaded_features import BUCKETS, sentence_buckets, sentence_figures, word_buckets, words_of
from synoptic.compare.wording import find_labels
from synoptic.news.report import Passage
from synoptic.run.models import ModelTools
from tests.builders import SETTINGS
from tests.naming import labels_of, named, story_of

PIECES = st.sampled_from(
    [
        "Hanna Wexford",
        "a reckless gambler",
        "the mayor",
        ", ",
        "is ",
        ". ",
        "“",
        "”",
        "said ",
        "Carl Doss",
        "’s ",
        "-",
        "left-wing ",
        "angry ",
        "bill ",
        "\n\n",
        "the ",
        "was not ",
    ]
)


@given(text=st.one_of(st.lists(PIECES, max_size=20).map("".join), st.text(max_size=60)))
@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_labels_of_any_text_reread(text: str, tools: ModelTools) -> None:
    """Whatever the text, a label's words are the text's, and no label has a line break or loose hyphen."""
    dossier = story_of([text], tools)
    for label in find_labels(dossier, settings=SETTINGS.compare, tools=tools).items:
        assert text[label.start : label.end] == label.words
        assert "\n" not in label.words
        assert not label.words.startswith("-") or len(label.words) == 1


def test_each_phrase_stands_once_a_report(tools: ModelTools) -> None:
    """A label that a report repeats is shown once, and once for each report that has it."""
    text = "Embattled mayor Hanna Wexford left. Embattled mayor Hanna Wexford spoke again on Monday."
    found = [x for x in labels_of([text, text + " She left."], tools) if x.words.startswith("Embattled")]
    assert len(found) == 2
    assert len({x.report for x in found}) == 2


def test_own_voice_and_quoted_voice_are_kept_apart(tools: ModelTools) -> None:
    """The same hard word is the outlet's here and a speaker's there."""
    own = labels_of(["Tyrant Carl Doss left the hall in Lorne on Monday."], tools)
    told = labels_of(["“Tyrant Carl Doss left the hall in Lorne,” said Hanna Wexford."], tools)
    assert {x.voice for x in own if "Tyrant" in x.words} == {""}
    assert {x.voice for x in told if "Tyrant" in x.words} == {"Hanna Wexford"}


def test_a_loaded_word_scores_higher_than_a_plain_one(tools: ModelTools) -> None:
    """Words that colour are told from words that only tell."""
    scores = packaged_model().of_words(["disgraceful", "radical", "bridge", "thursday"], tools)
    assert min(scores[:2]) > max(scores[2:])


def test_a_loaded_sentence_is_told_from_a_plain_one(tools: ModelTools) -> None:
    """The model says more than one half of a tirade, and less of a plain report."""
    assert sentence_score("The shameless radicals once again pushed their disastrous, insane scheme.", tools) > 0.5
    assert sentence_score("The council will meet on Thursday to vote on the budget.", tools) < 0.5


def test_loaded_words_in_quotation_marks_are_not_the_outlets_own(tools: ModelTools) -> None:
    """A shouted insult in a quotation is its speaker's."""
    reading = named("“This is a disgraceful and insane scheme,” said Carl Doss on Friday in Lorne.", tools)
    assert "disgraceful" in [w.words for s in reading.sentences for w in loaded_words(s, tools)]
    assert own_loaded_words(reading, tools) == ()


def test_other_languages_have_no_loaded_words(tools: ModelTools) -> None:
    """The model was fitted on English; it is silent elsewhere."""
    reading = named("C’est une honte, un scandale fou.", tools, language="fr")
    assert own_loaded_words(reading, tools) == ()


@given(st.text(max_size=60))
def test_what_is_counted_stays_in_bounds(text: str) -> None:
    """Words lie where they say, buckets inside the table, and nothing of strange text breaks."""
    placed = words_of(text)
    assert all(text[a:b].casefold().replace("’", "'") == w for a, b, w in placed)
    words = [w for _, _, w in placed]
    held = sentence_buckets(words) | {k: v for w in words for k, v in word_buckets(w).items()}
    assert all(0 <= bucket < BUCKETS for bucket in held)
    assert len(sentence_figures([0.5] * len(words))) == 7


def test_a_passage_without_words_has_no_loaded_ones(tools: ModelTools) -> None:
    """Marks alone say nothing."""
    assert loaded_words(Passage(report="r", start=0, end=3, words="…!?"), tools) == ()


def test_what_most_reports_name_comes_first(tools: ModelTools) -> None:
    """A reader sees first what can be compared: the labels that two reports have words for."""
    texts = [
        "Retired judge Mona Reyes spoke. Embattled mayor Hanna Wexford left Lorne.",
        "Popular mayor Hanna Wexford left the town of Lorne on Monday.",
    ]
    assert labels_of(texts, tools)[0].name == "Hanna Wexford"
