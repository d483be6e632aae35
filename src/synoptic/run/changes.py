"""What differs between two versions of a report, and what of a brief rests on changed words."""

from synoptic.news.annotation import Reading
from synoptic.news.capture import StoryChange
from synoptic.news.edition import Brief, BriefSentence
from synoptic.news.versions import VersionDifference
from synoptic.run.stage import Tools


def difference(former: Reading, later: Reading, tools: Tools | None = None) -> VersionDifference:
    """Return what the later version of a report tells otherwise; with `tools` claims are matched by meaning too."""
    return VersionDifference(former=former.id, later=later.id, weight="none")


def affected_sentences(brief: Brief, changed: VersionDifference) -> tuple[BriefSentence, ...]:
    """Return the sentences of a brief that cite words of the former version which are gone or changed."""
    return ()


def log_entry(changed: VersionDifference, story: str, at: str) -> StoryChange | None:
    """Return the entry for the log of changes, None where nothing is told otherwise."""
    return None
