"""Which place a name means, from what else its report names: “Paris, Texas”, “London” beside “Ontario”."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from synoptic.annotate.countries import fold
from synoptic.annotate.gazetteer import Gazetteer, Place
from synoptic.news.report import Passage

# What speaks for a place, in the unit of one step of the logarithm of its people. Chosen by reading wrong
# answers on the development half of geo; doubling one of them changes the accuracy by less than a point.
_KIND = {"country": 15.0, "region": 14.5, "state": 13.0, "county": 12.0, "town": 0.0, "near": 0.0}
_OTHER_NAME = -5.0
_INSIDE_NEXT = 9.0
_OUTSIDE_NEXT = -5.0
_STATE_NAMED = 4.0
_COUNTRY_NAMED = 2.5
_NEAR = 4.0
_NEAR_KM = 150.0
_MOST_NEAR = 3
_ROUNDS = 3
_BETWEEN = re.compile(r",?\s+\(?")
_EARTH_KM = 6371.0


def find_places(names: Sequence[Passage], text: str, gazetteer: Gazetteer) -> tuple[Place | None, ...]:
    """Return the place that each name of a report means, None where nothing of the report can be placed.

    A name means the same place throughout a report. One that no table has is put where the nearest one lies,
    and its kind says so: “near”.
    """
    keys = [fold(name.words) for name in names]
    candidates = {key: gazetteer.named(name.words) for key, name in zip(keys, names, strict=True)}
    holders = _holders(names, keys, text)
    candidates |= _put_in_next(candidates, holders)
    scores = {key: _plain_scores(key, candidates, holders) for key in candidates}
    named = _named_areas(keys, candidates)
    chosen = {key: _best(places, scores[key]) for key, places in candidates.items()}
    for _ in range(_ROUNDS):
        chosen = {
            key: _best(places, _in_company(key, places, scores[key], named, chosen))
            for key, places in candidates.items()
        }
    chosen = {key: _among_its_towns(place, chosen) for key, place in chosen.items()}
    return tuple(chosen[key] or _near(place, names, keys, chosen) for place, key in enumerate(keys))


def _put_in_next(
    candidates: Mapping[str, Sequence[Place]], holders: Mapping[str, set[str]]
) -> dict[str, tuple[Place, ...]]:
    """Return, for towns that no table has in the area named right behind them, that area as their place.

    “Vienna, Minn.” is no town of Austria, though the table may know no other.
    """
    found: dict[str, tuple[Place, ...]] = {}
    for key, behind in holders.items():
        places = candidates[key]
        # “Marsh, Cuba and Troy”: what is also a town may be the next one of a list.
        sure = [h for h in behind if not any(p.kind == "town" and p.by_name for p in candidates.get(h, ()))]
        areas = [p for holder in sure for p in candidates[holder] if p.kind in ("country", "state")]
        # Areas named one after another (“Norway, Sweden”) hold nothing of each other.
        if not areas or any(p.kind in ("country", "region", "state") for p in places):
            continue
        if not any(_lies_in(place, area) for place in places for area in areas):
            held = (msgspec.structs.replace(a, kind="near", people=0, by_name=True) for a in areas)
            found[key] = tuple(held)
    return found


def _near(
    unknown: int, names: Sequence[Passage], keys: Sequence[str], chosen: Mapping[str, Place | None]
) -> Place | None:
    """Return a guess for a name that no table has: where the nearest town, county or state of the text lies."""
    here = names[unknown].start
    known = [(abs(n.start - here), i) for i, n in enumerate(names) if chosen[keys[i]] is not None]
    for kinds in (("town", "county", "state"), ("country", "region")):
        for _, place in sorted(known):
            held = chosen[keys[place]]
            if held is not None and held.kind in kinds:
                return msgspec.structs.replace(
                    held, name=names[unknown].words, kind="near", people=0, by_name=False
                )
    return None


def _among_its_towns(place: Place | None, chosen: Mapping[str, Place | None]) -> Place | None:
    """Return a county moved to the middle of the report's towns in its state: no table has counties' middles."""
    if place is None or place.kind != "county":
        return place
    towns = [t for t in chosen.values() if t is not None and t.kind == "town" and t.state == place.state]
    if not towns:
        return place
    north = sum(t.latitude for t in towns) / len(towns)
    east = sum(t.longitude for t in towns) / len(towns)
    return msgspec.structs.replace(place, latitude=north, longitude=east)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance between two points, each given as degrees north and east."""
    (north, east), (to_north, to_east) = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((to_north - north) / 2) ** 2
    half += math.cos(north) * math.cos(to_north) * math.sin((to_east - east) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _holders(names: Sequence[Passage], keys: Sequence[str], text: str) -> dict[str, set[str]]:
    """Return for each name the names that stand right behind it, as in “Springfield, Ohio”."""
    found: dict[str, set[str]] = defaultdict(set)
    order = sorted(range(len(names)), key=lambda i: names[i].start)
    for place, following in pairwise(order):
        between = text[names[place].end : names[following].start]
        if _BETWEEN.fullmatch(between) and "," in between:
            found[keys[place]].add(keys[following])
    return found


def _plain_scores(
    key: str, candidates: Mapping[str, Sequence[Place]], holders: Mapping[str, set[str]]
) -> tuple[float, ...]:
    """Return what speaks for each place of a name by itself and by the name right behind it."""
    scores = []
    for place in candidates[key]:
        score = _KIND[place.kind] + (math.log(100 + place.people) if place.kind == "town" else 0.0)
        score += 0.0 if place.by_name else _OTHER_NAME
        for holder in holders.get(key, ()) if place.kind in ("town", "county") else ():
            areas = [
                p for p in candidates.get(holder, ()) if p.kind in ("country", "state", "county") or _a_land(p)
            ]
            if areas:
                score += _INSIDE_NEXT if any(_lies_in(place, area) for area in areas) else _OUTSIDE_NEXT
        scores.append(score)
    return tuple(scores)


def _lies_in(place: Place, area: Place) -> bool:
    if place.kind in ("country", "region") or place.country != area.country:
        return False
    return area.kind == "country" or _a_land(area) or (place.state == area.state and place.kind not in ("state",))


def _a_land(place: Place) -> bool:
    """Return whether a place is a land that is part of one country, as England is."""
    return place.kind == "region" and bool(place.country)


def _named_areas(
    keys: Sequence[str], candidates: Mapping[str, Sequence[Place]]
) -> dict[str, Counter[tuple[str, str]]]:
    """Return how often each country and state is named, by the name it was named with."""
    counts = Counter(keys)
    found: dict[str, Counter[tuple[str, str]]] = {}
    for key, places in candidates.items():
        areas = [p for p in places if p.kind in ("country", "state", "county")]
        found[key] = Counter()
        for place in areas:
            found[key][(place.country, "")] += counts[key]
            if place.state and len({p.state for p in areas}) == 1:
                found[key][(place.country, place.state)] += counts[key]
    return found


def _in_company(
    key: str,
    places: Sequence[Place],
    scores: Sequence[float],
    named: Mapping[str, Counter[tuple[str, str]]],
    chosen: Mapping[str, Place | None],
) -> tuple[float, ...]:
    """Return the scores of a name's places with what the other names of the report say for them."""
    areas: Counter[tuple[str, str]] = Counter()
    for other, counts in named.items():
        if other != key:
            areas.update(counts)
    others = [p for other, p in chosen.items() if other != key and p is not None and p.kind in ("town", "county")]
    made = []
    for place, score in zip(places, scores, strict=True):
        score += _COUNTRY_NAMED * math.log1p(areas[(place.country, "")])
        score += _STATE_NAMED * math.log1p(areas[(place.country, place.state)]) if place.state else 0.0
        here = (place.latitude, place.longitude)
        near = sorted(
            (math.exp(-kilometres(here, (o.latitude, o.longitude)) / _NEAR_KM) for o in others), reverse=True
        )
        made.append(score + _NEAR * sum(near[:_MOST_NEAR]))
    return tuple(made)


def _best(places: Sequence[Place], scores: Sequence[float]) -> Place | None:
    """Return the place with the highest score; of equal ones the first."""
    return places[max(range(len(places)), key=lambda i: (scores[i], -i))] if places else None
