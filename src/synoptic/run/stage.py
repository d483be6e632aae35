"""The contract of a stage: what it is given, what it returns, and what it may use."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

import msgspec
import numpy as np
import numpy.typing as npt

from synoptic.news.annotation import Token
from synoptic.news.problem import Problem

T = TypeVar("T")
Vectors = npt.NDArray[np.float32]


class Made(msgspec.Struct, Generic[T], frozen=True):
    """What a stage returns: the records it made and the problems it met."""

    items: tuple[T, ...] = ()
    problems: tuple[Problem, ...] = ()


class LanguageGuess(msgspec.Struct, frozen=True):
    """A language as its ISO 639-1 code (empty where unknown) and how sure that is, 0 to 1."""

    code: str
    certainty: float


class Tools(Protocol):
    """The models of one worker, loaded once; equal arguments give equal answers."""

    def language(self, text: str) -> LanguageGuess:
        """Return the language that a text is written in."""
        ...

    def has_grammar(self, language: str) -> bool:
        """Return whether `parse` reads the grammar of a language, or only splits it."""
        ...

    def parse(self, text: str, language: str) -> tuple[tuple[Token, ...], ...]:
        """Return the sentences of a text as tokens whose offsets count from the text's start."""
        ...

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one unit-length multilingual vector a text, as rows of (len(texts), 512)."""
        ...


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """A named, versioned step: a plain function and the record types it requires and makes.

    `function(subject, *, settings, tools)` returns `Made`. `section` names the part of the settings that
    it is given. Raise `version` whenever equal input gives different output.
    """

    name: str
    version: int
    section: str
    function: Callable[..., Made[Any]]
    subject: type
    requires: tuple[type, ...]
    makes: tuple[type, ...]
