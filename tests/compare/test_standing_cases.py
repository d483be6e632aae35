"""Cases that people can read: which words stand for a group, which groups come first, who is silent."""

from typing import Any

import pytest

from synoptic.news.comparison import ClaimGroup, Dossier
from synoptic.run.stage import Tools
from tests.case_files import cases_of
from tests.write.stories import claims_at, of_case


def group_at(made: Dossier, words: str) -> ClaimGroup:
    """Return the group of the claim that stands at some words."""
    claims = claims_at(made, words)
    closest = min(claims, key=lambda c: abs(len(c.words) - len(words)))
    return next(g for g in made.claim_groups if closest in g.claims)


@pytest.mark.parametrize("case", cases_of("standing"))
def test_case(case: dict[str, Any], tools: Tools) -> None:
    """Groups are led, ordered and missed as the case says; the lead's sentence holds the lead."""
    made = of_case(tools, case)
    leads = {claim.words for g in made.claim_groups for claim in g.claims if claim.id == g.lead}
    assert [words for words in case.get("leads", ()) if words not in leads] == []
    if "order" in case:
        weights = [group_at(made, words).salience for words in case["order"]]
        assert weights == sorted(weights, reverse=True)
        assert len(set(weights)) == len(weights)
    if "silent" in case:
        expected = {(group_at(made, words).id, outlet) for words, outlet in case["silent"]}
        assert {(s.group, made.reading(s.report).report.outlet) for s in made.silences} == expected
    for group in made.claim_groups:
        lead = next(claim for claim in group.claims if claim.id == group.lead)
        assert group.sentence is not None
        assert group.sentence.contains(lead)
        assert made.reading(lead.report).report.words(group.sentence) == group.sentence.words
