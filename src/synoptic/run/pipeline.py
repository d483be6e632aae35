"""The order of the stages: the one place that says what runs after what."""

from collections.abc import Iterable

from synoptic.annotate.claims import find_claims
from synoptic.annotate.dates import find_times, infer_published
from synoptic.annotate.entities import find_entities
from synoptic.annotate.figures import find_figures
from synoptic.annotate.quotes import find_quotes
from synoptic.annotate.sentences import find_sentences
from synoptic.clean.report import clean_page
from synoptic.compare.disputes import find_disputes
from synoptic.compare.entities import join_entities
from synoptic.compare.event import find_event
from synoptic.compare.figures import lay_out_figures
from synoptic.compare.pairs import link_claims
from synoptic.compare.quotes import collate_quotes
from synoptic.compare.silences import find_silences
from synoptic.compare.standing import group_claims, settle_standing
from synoptic.compare.timeline import find_timeline
from synoptic.compare.voices import find_voices
from synoptic.compare.wording import find_labels
from synoptic.errors import PipelineError
from synoptic.group.dating import date_from_story
from synoptic.group.stories import find_stories
from synoptic.lineage.copies import find_copies
from synoptic.lineage.credits import find_credits
from synoptic.lineage.origins import find_origins
from synoptic.news.annotation import Claim, Entity, Figure, Mention, Quote, Reading, Sentence, TimeMention
from synoptic.news.comparison import (
    ClaimGroup,
    ClaimLink,
    Dispute,
    Dossier,
    FigureLine,
    Label,
    Silence,
    StoryEntity,
    TimelineEntry,
    Voice,
)
from synoptic.news.edition import Brief, Headline
from synoptic.news.report import Credit, RawReport, Report
from synoptic.news.story import CopyLink, Event, Origin, ReportDating, Story, Window
from synoptic.run.stage import Stage
from synoptic.write.brief import write_brief
from synoptic.write.headline import write_headline


def _stage(
    name: str,
    function: object,
    subject: type,
    requires: Iterable[type],
    makes: Iterable[type],
    version: int = 1,
) -> Stage:
    return Stage(
        name=name,
        version=version,
        section=name.split(".")[0],
        function=function,  # type: ignore[arg-type]
        subject=subject,
        requires=tuple(requires),
        makes=tuple(makes),
    )


CLEAN = (_stage("clean.report", clean_page, RawReport, [RawReport], [Report], version=2),)

ANNOTATE = (
    _stage("annotate.sentences", find_sentences, Reading, [Report], [Sentence]),
    _stage("annotate.entities", find_entities, Reading, [Sentence], [Entity, Mention]),
    _stage("annotate.published", infer_published, Reading, [Sentence], [ReportDating]),
)

# These depend on the publication time, so they run again for a report that was dated from its story.
ANNOTATE_DATED = (
    _stage("annotate.dates", find_times, Reading, [Sentence], [TimeMention]),
    _stage("annotate.figures", find_figures, Reading, [Sentence, TimeMention], [Figure]),
    _stage("annotate.quotes", find_quotes, Reading, [Sentence, Mention], [Quote], version=2),
    _stage("annotate.claims", find_claims, Reading, [Sentence, Mention, TimeMention, Figure, Quote], [Claim]),
)

CREDITS = (_stage("lineage.credits", find_credits, Reading, [Sentence], [Credit]),)

WINDOW = (
    _stage("lineage.copies", find_copies, Window, [Report], [CopyLink]),
    _stage("group.stories", find_stories, Window, [Report, Entity, CopyLink], [Story], version=2),
)

DATING = (_stage("group.dating", date_from_story, Dossier, [Story, TimeMention, Mention], [ReportDating]),)

COMPARE = (
    _stage("lineage.origins", find_origins, Dossier, [Story, CopyLink, Credit], [Origin]),
    _stage("compare.entities", join_entities, Dossier, [Story, Entity, Mention], [StoryEntity]),
    _stage(
        "compare.pairs", link_claims, Dossier, [Claim, StoryEntity, Figure, TimeMention], [ClaimLink], version=2
    ),
    _stage("compare.groups", group_claims, Dossier, [Claim, ClaimLink, Origin], [ClaimGroup]),
    _stage("compare.disputes", find_disputes, Dossier, [ClaimGroup, ClaimLink, StoryEntity], [Dispute], version=3),
    _stage("compare.standing", settle_standing, Dossier, [ClaimGroup, Dispute, Origin], [ClaimGroup]),
    _stage("compare.figures", lay_out_figures, Dossier, [Figure, ClaimGroup, StoryEntity], [FigureLine]),
    _stage("compare.quotes", collate_quotes, Dossier, [Quote, StoryEntity], [Quote]),
    _stage("compare.wording", find_labels, Dossier, [Sentence, StoryEntity, Quote], [Label]),
    _stage("compare.voices", find_voices, Dossier, [Quote, Claim, StoryEntity], [Voice]),
    _stage("compare.silences", find_silences, Dossier, [ClaimGroup, Report], [Silence]),
    _stage("compare.timeline", find_timeline, Dossier, [ClaimGroup, TimeMention], [TimelineEntry]),
    _stage("compare.event", find_event, Dossier, [ClaimGroup, StoryEntity, TimelineEntry], [Event]),
)

WRITE = (
    _stage("write.brief", write_brief, Dossier, [ClaimGroup, Dispute, Event], [Brief], version=2),
    _stage("write.headline", write_headline, Dossier, [ClaimGroup, Event], [Headline]),
)

STAGES = CLEAN + ANNOTATE + ANNOTATE_DATED + CREDITS + WINDOW + DATING + COMPARE + WRITE


def check_order(stages: Iterable[Stage]) -> None:
    """Raise PipelineError if a stage requires what no earlier stage makes."""
    made: set[type] = {RawReport}
    for stage in stages:
        missing = [kind.__name__ for kind in stage.requires if kind not in made]
        if missing:
            raise PipelineError("R001", stage=stage.name, missing=", ".join(missing))
        made.update(stage.makes)
