"""Places: chosen by what else the report names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.annotate.gazetteer import Gazetteer
from synoptic.annotate.places import find_places, kilometres
from synoptic.news.report import Passage


def town(name: str, country: str, state: str, point: tuple[float, float], people: int) -> dict[str, object]:
    """Return a town as the gazetteer package gives it."""
    return {
        "name": name,
        "countrycode": country,
        "admin1code": state,
        "latitude": point[0],
        "longitude": point[1],
        "population": people,
        "alternatenames": [],
    }


GAZETTEER = Gazetteer(
    [
        town("Lorne", "GB", "ENG", (51.5, -0.1), 900_000),
        town("Lorne", "US", "OH", (40.0, -83.0), 4_000),
        town("Ellery", "US", "OH", (40.2, -83.1), 2_000),
        town("Mexico City", "MX", "09", (19.4, -99.1), 9_000_000),
    ],
    [{"name": "Morna County", "state": "OH"}],
)


def placed(text: str, *words: str) -> list[tuple[str, str, str] | None]:
    """Return country, state and kind of each name of a text."""
    names = [Passage(report="r", start=text.index(w), end=text.index(w) + len(w), words=w) for w in words]
    return [p and (p.country, p.state, p.kind) for p in find_places(names, text, GAZETTEER)]


def test_the_larger_town_is_meant_where_nothing_speaks_against_it() -> None:
    """A name alone means the place that more people know."""
    assert placed("A fire in Lorne.", "Lorne") == [("GB", "ENG", "town")]


def test_a_town_that_no_table_has_there_lies_in_the_state_behind_its_name() -> None:
    """“Lorne, Minnesota” is not the large Lorne, though no Lorne in Minnesota is known."""
    assert placed("A fire in Lorne, Minnesota.", "Lorne", "Minnesota")[0] == ("US", "MN", "near")


def test_a_land_of_a_country_behind_a_name_decides() -> None:
    """“Lorne, England” lies in the United Kingdom even where Ohio is spoken of."""
    text = "Ohio and Ellery write to Lorne, England."
    assert placed(text, "Ohio", "Ellery", "Lorne", "England")[2] == ("GB", "ENG", "town")


def test_countries_in_a_list_hold_nothing_of_each_other() -> None:
    """“Norway, Sweden” are two countries."""
    assert [p and p[0] for p in placed("Norway, Sweden and Mexico", "Norway", "Sweden")] == ["NO", "SE"]


def test_the_state_behind_a_name_decides() -> None:
    """“Lorne, Ohio” lies in Ohio."""
    assert placed("A fire in Lorne, Ohio.", "Lorne", "Ohio") == [("US", "OH", "town"), ("US", "OH", "state")]


def test_the_names_around_decide() -> None:
    """Beside Ellery and Morna County, Lorne is the small one."""
    text = "A fire in Lorne was seen in Ellery and all over Morna County."
    assert placed(text, "Lorne", "Ellery", "Morna County")[0] == ("US", "OH", "town")


def test_a_list_of_countries_places_none_inside_another() -> None:
    """“Mexico, Peru” is a list, not an address."""
    assert placed("Ships from Mexico, Peru.", "Mexico", "Peru") == [("MX", "", "country"), ("PE", "", "country")]


@pytest.mark.parametrize(("words", "country"), [("Peruvians", "PE"), ("Ohioans", "US"), ("Sicilian", "IT")])
def test_a_people_stands_for_its_place(words: str, country: str) -> None:
    """Countries, states and regions are named by their people too."""
    assert GAZETTEER.named(words)[0].country == country


def test_an_unknown_name_lies_near_the_next_known_one_and_says_so() -> None:
    """A guess is marked as one; without any known name there is none."""
    assert placed("Quxbury lies by Ellery.", "Quxbury", "Ellery")[0] == ("US", "OH", "near")
    assert placed("Quxbury is closed.", "Quxbury") == [None]


def test_countries_are_known_without_any_towns() -> None:
    """The optional gazetteer is not needed for them."""
    assert Gazetteer().named("Peru")[0].country == "PE"
    assert Gazetteer().named("Lorne") == ()


def test_kilometres_between_points() -> None:
    """A degree of latitude is 111 km; a place is no way from itself."""
    assert kilometres((10.0, 20.0), (11.0, 20.0)) == pytest.approx(111.2, abs=0.1)
    assert kilometres((10.0, 20.0), (10.0, 20.0)) == 0.0


@given(st.lists(st.text(min_size=1, max_size=12), max_size=6))
def test_any_names_can_be_asked(words: list[str]) -> None:
    """Each name has an answer, and a second asking gives the same."""
    names = [Passage(report="r", start=i, end=i + len(w), words=w) for i, w in enumerate(words)]
    found = find_places(names, "", GAZETTEER)
    assert len(found) == len(words)
    assert found == find_places(names, "", GAZETTEER)
