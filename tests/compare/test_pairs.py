"""Claims that say the same thing are linked, with measurements and a reason; others are not."""

import msgspec
import numpy as np

from synoptic.compare.clustering import cluster
from synoptic.compare.pair_features import FEATURES
from synoptic.compare.pair_score import packaged_weights
from synoptic.compare.pairs import link_claims
from synoptic.run.stage import Tools
from tests.compare.accounts import SETTINGS, Told, compared, group_with, report, story

BRIDGE = Told(words="The Orla bridge at Tarn collapsed on Monday morning.", predicate="collapse", agent="bridge")
BRIDGE_TOO = Told(
    words="On Monday morning the Orla bridge in Tarn collapsed.", predicate="collapse", agent="bridge"
)
MAYOR = Told(words="Mayor Ines Falk asked the province for money to rebuild.", predicate="ask", agent="Falk")
TRAINS = Told(words="Trains between Tarn and the coast run every two hours.", predicate="run", agent="trains")
SCHOOL = Told(words="A school nearby opened its gym to stranded families.", predicate="open", agent="school")


def test_one_statement_in_other_order_is_one_claim(tools: Tools) -> None:
    """Two reports that say the same in another order of words have their claims in one group."""
    made = compared(
        story(report(tools, "Kurier", [BRIDGE, MAYOR]), report(tools, "Post", [BRIDGE_TOO, TRAINS])), tools
    )
    assert {c.words for c in group_with(made, "Orla bridge at Tarn").claims} == {BRIDGE.words, BRIDGE_TOO.words}


def test_statements_of_other_matters_stay_apart(tools: Tools) -> None:
    """Claims about other things of the same event are in groups of their own."""
    made = compared(
        story(report(tools, "Kurier", [BRIDGE, MAYOR]), report(tools, "Post", [BRIDGE_TOO, TRAINS])), tools
    )
    assert len(group_with(made, "asked the province").claims) == 1
    assert len(group_with(made, "Trains between").claims) == 1


def test_a_claim_repeated_in_one_report_is_one_claim(tools: Tools) -> None:
    """A lede that the body repeats falls in one group with it."""
    again = msgspec.structs.replace(BRIDGE, words="The Orla bridge at Tarn collapsed on Monday.")
    made = compared(
        story(report(tools, "Kurier", [BRIDGE, MAYOR, SCHOOL, again]), report(tools, "Post", [TRAINS])), tools
    )
    assert len(group_with(made, "collapsed on Monday morning").claims) == 2


def test_a_link_says_why(tools: Tools) -> None:
    """A link names what was measured and says in words why it was drawn."""
    dossier = story(report(tools, "Kurier", [BRIDGE, MAYOR]), report(tools, "Post", [BRIDGE_TOO, TRAINS]))
    links = link_claims(dossier, settings=SETTINGS, tools=tools).items
    joined = next(x for x in links if x.relation == "same")
    assert {e.name for e in joined.evidence} <= set(FEATURES)
    assert joined.reason.startswith("they say the same thing")


def test_the_same_statement_in_two_languages_is_one_claim(tools: Tools) -> None:
    """A claim and its translation are linked although they share no words."""
    french = Told(words="Le pont d'Orla à Tarn s'est effondré lundi matin.", predicate="effondrer")
    other = Told(words="Les écoles de la région restent ouvertes cette semaine.", predicate="rester")
    one = report(tools, "Kurier", [BRIDGE, MAYOR, TRAINS])
    made = compared(story(one, report(tools, "Courrier", [french, other], language="fr")), tools)
    assert {c.report for c in group_with(made, "effondré").claims} == {r.id for r in made.readings}


def test_order_of_reports_changes_nothing(tools: Tools) -> None:
    """The links are the same whichever report comes first."""
    one, other = report(tools, "Kurier", [BRIDGE, MAYOR]), report(tools, "Post", [BRIDGE_TOO, TRAINS])
    forward = story(one, other)
    backward = msgspec.structs.replace(forward, readings=tuple(reversed(forward.readings)))
    made = [link_claims(d, settings=SETTINGS, tools=tools).items for d in (forward, backward)]
    assert made[0] == made[1]


def test_a_story_without_claims_has_no_links(tools: Tools) -> None:
    """Reports without claims give no links and no problem."""
    empty = story(report(tools, "Kurier", []), report(tools, "Post", []))
    assert link_claims(empty, settings=SETTINGS, tools=tools).items == ()


def test_a_weak_link_does_not_chain_two_groups() -> None:
    """Two strong pairs that one weak link joins stay two groups."""
    left, right = np.array([0, 2, 1]), np.array([1, 3, 2])
    made = cluster(4, left, right, np.array([0.95, 0.95, 0.45], dtype=np.float32), 0.4)
    assert sorted(made) == [(0, 1), (2, 3)]


def test_every_measurement_has_a_weight() -> None:
    """The packaged weights name exactly the measurements that are made."""
    assert set(packaged_weights().weights) == set(FEATURES)
