"""Fixtures that every test may use: the settings and one set of models for the whole run."""

import pytest

from synoptic.run.models import ModelTools
from synoptic.run.settings import Settings


@pytest.fixture(scope="session")
def settings() -> Settings:
    """Return the default settings."""
    return Settings()


@pytest.fixture(scope="session")
def tools(settings: Settings) -> ModelTools:
    """Return one set of models; loading them is what costs time."""
    return ModelTools(settings.models)
