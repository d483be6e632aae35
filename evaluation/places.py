"""Whether the place names of a report are put where they belong.

The labelled names of geo are given; each is resolved with the others of its text. *Country* is the share of the
names with a labelled country that we put into that country; *161 km* is the share of the names with labelled
coordinates that we put within 161 km (100 miles) of them. A name that we cannot place is wrong in both. *Without
towns* is the same with our own table of countries and regions alone, as without the optional part `places`.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from evaluation.scores import Score, labelled_folder, read_set
from synoptic.annotate.countries import country_name
from synoptic.annotate.gazetteer import Gazetteer, Place, default_gazetteer
from synoptic.annotate.places import find_places, kilometres
from synoptic.news.report import Passage

WITHIN_KM = 161.0
# The set writes some countries otherwise than CLDR does.
_SPELLINGS = {"Palestinian Territory": "Palestinian Territories", "Czech Republic": "Czechia"}


def measure(folder: Path, limit: int = 0, *, errors: int = 0) -> list[Score]:
    """Return the scores on geo; `limit` caps the texts, towns only where they are installed."""
    full = default_gazetteer()
    made = list(_scores(folder, Gazetteer(), limit, what=", without towns"))
    return [*_scores(folder, full, limit, errors=errors), *made] if full.has_towns else made


def _scores(folder: Path, gazetteer: Gazetteer, limit: int, *, what: str = "", errors: int = 0) -> Iterator[Score]:
    countries: list[bool] = []
    near: list[bool] = []
    wrong: list[str] = []
    for row in read_set(folder, "geo", limit):
        text = row["input"]["text"]
        gold = row["gold"]["toponyms"]
        names = [Passage(report=row["id"], start=t["start"], end=t["end"], words=t["text"]) for t in gold]
        for label, place in zip(gold, find_places(names, text, gazetteer), strict=True):
            if label.get("country"):
                countries.append(place is not None and same_country(place, label["country"]))
            if label.get("lat"):
                near.append(place is not None and _distance(place, label) <= WITHIN_KM)
                if not near[-1]:
                    wrong.append(f"{row['id']} {label['text']} ({label.get('name')}): {place}")
    for line in wrong[:: max(1, len(wrong) // errors)][:errors] if errors else ():
        print(f"  {line}")
    yield _score(f"accuracy of countries{what}", countries, "country .97 (Mordecai 3)")
    yield _score(f"accuracy within 161 km{what}", near, ".79–.90 (Mordecai 3)")


def same_country(place: Place, name: str) -> bool:
    """Return whether a place lies in a country as the set names it."""
    return country_name(place.country) == _SPELLINGS.get(name, name).replace("Saint ", "St. ")


def _distance(place: Place, label: dict[str, str]) -> float:
    return kilometres((place.latitude, place.longitude), (float(label["lat"]), float(label["lon"])))


def _score(name: str, right: list[bool], best: str) -> Score:
    value = sum(right) / len(right) if right else 0.0
    return Score(evaluation="places", measure=name, value=value, sets=("geo",), rows=len(right), best=best)


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=0, help="texts to read, 0 for all")
    parser.add_argument("--errors", type=int, default=0, help="wrong answers to print")
    options = parser.parse_args()
    for score in measure(labelled_folder(), options.limit, errors=options.errors):
        print(f"{score.key:<70} {score.value:.3f} ({score.rows} names)")


if __name__ == "__main__":
    main()
