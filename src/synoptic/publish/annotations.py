"""A story's claims as W3C Web Annotations, which other programs lay over the original pages."""

from collections.abc import Iterable
from typing import Any

import msgspec

from synoptic.news.annotation import Claim
from synoptic.news.comparison import ClaimGroup, Comparison
from synoptic.news.report import Passage, Report
from synoptic.publish.links import web_address

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# So many characters before and after the words tell their place on a page whose offsets are not ours.
_AROUND = 32


def annotations(story: Comparison, reports: Iterable[Report], *, generator: str) -> bytes:
    """Return an annotation collection (JSON-LD) with one annotation for each passage of each claim.

    Positions count the code points of the text we hold; on the original page the quotation finds the words.
    """
    held = {report.id: report for report in reports}
    items = [
        _annotation(group, claim, spans, held[claim.report])
        for group in story.claim_groups
        for claim in group.claims
        if claim.report in held
        for spans in [claim.spans or (claim,)]
    ]
    name = f"urn:synoptic:{story.id}:annotations"
    collection: dict[str, Any] = {
        "@context": _CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": story.headline,
        "generator": {"id": "urn:synoptic", "type": "Software", "name": generator},
        "total": len(items),
        "first": {"id": f"{name}:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return msgspec.json.format(msgspec.json.encode(collection), indent=1) + b"\n"


def _annotation(group: ClaimGroup, claim: Claim, spans: tuple[Passage, ...], report: Report) -> dict[str, Any]:
    targets = [_target(span, report) for span in spans]
    return {
        "id": f"urn:synoptic:{claim.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            {"type": "SpecificResource", "purpose": "classifying", "source": f"urn:synoptic:{group.id}"},
            {
                "type": "TextualBody",
                "purpose": "tagging",
                "format": "text/plain",
                "value": group.standing.replace("_", " "),
            },
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _target(span: Passage, report: Report) -> dict[str, Any]:
    before = report.text[max(0, span.start - _AROUND) : span.start]
    quote = {
        "type": "TextQuoteSelector",
        "prefix": before,
        "exact": span.words,
        "suffix": report.text[span.end : span.end + _AROUND],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    target: dict[str, Any] = {
        "type": "SpecificResource",
        "source": web_address(report.url) or f"urn:synoptic:{report.id}",
        "selector": [quote, position],
    }
    if report.language:
        target["source"] = {"id": target["source"], "type": "Text", "language": report.language}
    return target
