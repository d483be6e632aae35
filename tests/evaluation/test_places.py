"""The scorer of places, on cases counted by hand."""

import pytest
from evaluation.places import _distance, same_country

from synoptic.annotate.gazetteer import Place

LIMA = Place(name="Lima", kind="town", country="PE", latitude=-12.0, longitude=-77.0)


@pytest.mark.parametrize(("name", "same"), [("Peru", True), ("Chile", False)])
def test_the_country_is_compared_by_name(name: str, same: bool) -> None:
    """The set names countries, we have codes."""
    assert same_country(LIMA, name) is same


def test_the_distance_is_to_the_labelled_point() -> None:
    """One degree north is 111 km."""
    assert _distance(LIMA, {"lat": "-11.0", "lon": "-77.0"}) == pytest.approx(111.2, abs=0.1)
