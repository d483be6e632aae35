"""How near a brief comes to what every report opens with."""

import pytest

from synoptic.news.annotation import Reading, Sentence, Token
from synoptic.news.comparison import Dossier
from synoptic.news.report import Report
from synoptic.news.story import Story
from synoptic.write.openings import Openings
from synoptic.write.wording import StoryWords


def reading(name: str, *sentences: str) -> Reading:
    """Return a reading of sentences whose words are split at spaces."""
    text, made, start = "\n".join(sentences), [], 0
    for number, words in enumerate(sentences):
        tokens, at = [], start
        for word in words.split():
            tokens.append(Token(start=at, end=at + len(word), words=word))
            at += len(word) + 1
        made.append(
            Sentence(
                report=name,
                start=start,
                end=start + len(words),
                words=words,
                index=number,
                language="en",
                parsed=False,
                block="body",
                tokens=tuple(tokens),
            )
        )
        start += len(words) + 1
    return Reading(report=Report(id=name, path=name, text=text), sentences=tuple(made))


def openings(*readings: Reading) -> Openings:
    """Return the openings of a story of these reports."""
    story = Story(id="story", reports=tuple(r.id for r in readings))
    dossier = Dossier(story=story, readings=readings)
    return Openings(dossier, StoryWords(dossier))


FIRST = reading("a", "ferry runs aground off Velm", "captain eats soup")
SECOND = reading("b", "ferry runs aground off Velm", "tourists film whales")


def first_sentence(of: Reading, number: int = 0):
    """Return a sentence of a reading as a passage."""
    sentence = of.sentences[number]
    return of.passage(sentence.start, sentence.end)


def test_what_both_open_with_brings_a_brief_nearer_than_what_one_adds() -> None:
    """Five words of openings of eight: 2 × 5 / 13; three words of one of them: half of 2 × 3 / 11."""
    found = openings(FIRST, SECOND)
    assert found.gain(first_sentence(FIRST)) == pytest.approx(10 / 13)
    assert found.gain(first_sentence(FIRST, 1)) == pytest.approx(3 / 11)


def test_the_same_words_again_bring_it_no_nearer() -> None:
    """What was told once leads away from the openings when it is told again."""
    found = openings(FIRST, SECOND)
    found.take(first_sentence(FIRST))
    assert found.gain(first_sentence(SECOND)) == 0.0
