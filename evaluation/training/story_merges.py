"""Fit what the grouping of reports rests on: word counts, mean vectors and the merge decision.

    python -m evaluation.training.story_merges

Writes background.json (in how many reports a word is; no text), vector_means.json and story_weights.json.
"""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]

from evaluation.scores import labelled_folder, read_set
from evaluation.story_sets import GROUPED, PAIRED, labelled_pairs, labelled_reports, reading_of
from synoptic.group import background
from synoptic.group.features import NAMES, pair_features
from synoptic.group.profiles import Profile, days_apart, profile_of
from synoptic.group.settings import GroupSettings
from synoptic.group.vectors import Weighted, dense_vectors, weighted
from synoptic.run.models import ModelTools
from synoptic.run.settings import ModelSettings

PACKAGE = Path(background.__file__).parent
# A word in fewer reports than this is left to the window: it is also what would name a single event.
LEAST_HOLDERS = {"en": 4}
SEED = 20221101
# Pairs of different stories for each report: the nearest in meaning, and any published within days of it.
NEAREST, OTHERS = 3, 4
# How strongly weights are held down; the sample is large, so it hardly matters.
PENALTY = 1e-4
# Between languages words are not shared, names hardly ever differ.
ACROSS = ("names", "rare_names", "told", "told_both", "dense", "numbers")
Pair = tuple[Profile, Profile, bool]


def read_profiles(folder: Path) -> tuple[dict[str, list[tuple[Profile, str | None]]], dict[str, list[Pair]]]:
    """Return the profiles of the grouped sets with their stories, and of the paired sets."""
    lede = GroupSettings().lede_words
    grouped: dict[str, list[tuple[Profile, str | None]]] = {
        name: [(profile_of(r.reading, lede), r.story) for r in labelled_reports(folder, name)] for name in GROUPED
    }
    grouped["meantime_xl"] = [
        (profile_of(reading_of(row["input"], row["id"], row["lang"]), lede), row["gold"]["story"])
        for row in read_set(folder, "meantime_xl")
    ]
    pairs = {
        name: [(profile_of(a, lede), profile_of(b, lede), same) for a, b, same in labelled_pairs(folder, name)]
        for name in (*PAIRED, "pairs_semeval22")
    }
    return grouped, pairs


def count_words(profiles: list[Profile]) -> dict[str, dict[str, object]]:
    """Return by language how many reports there are, and the words by the number of reports they are in."""
    by_language: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        by_language[profile.language].append(profile)
    counted: dict[str, dict[str, object]] = {}
    for language, members in sorted(by_language.items()):
        if len(members) < 60:
            continue
        holders = Counter(word for p in members for word in p.words)
        words: dict[int, list[str]] = defaultdict(list)
        for word, count in sorted(holders.items()):
            if count >= LEAST_HOLDERS.get(language, 3) and not word[0].isdigit():
                words[count].append(word)
        counted[language] = {
            "documents": len(members),
            "words": {str(count): " ".join(words[count]) for count in sorted(words)},
        }
    return counted


def mean_vectors(profiles: list[Profile], tools: ModelTools) -> dict[str, list[int]]:
    """Return the mean vector of each language with enough reports, in ten-thousandths; "" is for the others."""
    rows = tools.vectors([p.lede_text for p in profiles])
    languages = np.array([p.language for p in profiles])
    means = {"": np.mean([rows[languages == x].mean(axis=0) for x in sorted(set(languages))], axis=0)}
    means |= {x: rows[languages == x].mean(axis=0) for x in sorted(set(languages)) if (languages == x).sum() >= 30}
    return {x: [int(value) for value in np.rint(row * 10000)] for x, row in means.items()}


def sample_pairs(members: list[tuple[Profile, str | None]], tools: ModelTools, dice: random.Random) -> list[Pair]:
    """Return all pairs of one story and the pairs of different stories that are easiest to mistake."""
    kept = [(p, story) for p, story in members if story is not None]
    dense = dense_vectors([p for p, _ in kept], tools)
    near = dense @ dense.T
    same, different = [], []
    for i, (one, story) in enumerate(kept):
        mates = [j for j in range(len(kept)) if j > i and kept[j][1] == story]
        same += [(one, kept[j][0], True) for j in dice.sample(mates, min(len(mates), 6))]
        others = [j for j in np.argsort(-near[i]) if kept[j][1] != story and _close(one, kept[j][0])]
        chosen = others[:NEAREST] + dice.sample(others, min(len(others), OTHERS))
        different += [(one, kept[j][0], False) for j in chosen]
    return same + different


def _close(one: Profile, other: Profile) -> bool:
    apart = days_apart(one, other)
    return apart is None or apart <= GroupSettings().most_days


def rows_of(pairs: list[Pair], window: list[Profile], tools: ModelTools, dice: random.Random) -> list[list[float]]:
    """Return the features of pairs, half of them as in a window of two, a third without dates."""
    large = {w.profile.report: w for w in weighted(window)}
    rows = []
    for one, other, _ in pairs:
        if dice.random() < 0.33:
            one, other = (msgspec.structs.replace(p, earliest=None, latest=None) for p in (one, other))
        near = dense_vectors([one, other], tools)
        small = weighted([one, other])
        both: tuple[Weighted, ...] = small
        if dice.random() < 0.5:
            both = tuple(
                msgspec.structs.replace(large[p.report], profile=p) if p.report in large else s
                for p, s in zip((one, other), small, strict=True)
            )
        rows.append(list(pair_features(both[0], both[1], float(near[0] @ near[1]))))
    return rows


def main() -> None:
    """Write the three files."""
    tools, dice = ModelTools(ModelSettings()), random.Random(SEED)
    grouped, pairs = read_profiles(labelled_folder())
    everything = [p for members in grouped.values() for p, _ in members]
    everything += [p for made in pairs.values() for pair in made for p in pair[:2]]
    (PACKAGE / "background.json").write_text(
        json.dumps(count_words(everything), ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
    some = [p for p in everything if p.language != "en"] + dice.sample(
        [p for p in everything if p.language == "en"], 700
    )
    (PACKAGE / "vector_means.json").write_text(json.dumps(mean_vectors(some, tools)) + "\n", encoding="utf-8")
    background.backgrounds.cache_clear()
    background.vector_means.cache_clear()
    training: list[tuple[Pair, list[float], float]] = []
    for name, members in grouped.items():
        sampled = sample_pairs(members, tools, dice)
        rows = rows_of(sampled, [p for p, _ in members], tools, dice)
        training += [(p, r, 1 / len(sampled)) for p, r in zip(sampled, rows, strict=True)]
        print(name, len(sampled), sum(p[2] for p in sampled))
    for made in pairs.values():
        rows = rows_of(made, [], tools, dice)
        training += [(p, r, 1 / len(made)) for p, r in zip(made, rows, strict=True)]
    write_weights(training)


def write_weights(training: list[tuple[Pair, list[float], float]]) -> None:
    """Fit and write the merge decision for one and for two languages; each set weighs the same."""
    same = [entry for entry in training if entry[0][0].language == entry[0][1].language]
    cross = [entry for entry in training if entry[0][0].language != entry[0][1].language]
    held = {"same": fit(same, NAMES), "cross": fit(cross, ACROSS)}
    # No labelled set has dated pairs in two languages: time weighs as it does in one.
    for name in ("days", "far"):
        held["cross"]["weights"][name] = held["same"]["weights"][name]
    (PACKAGE / "story_weights.json").write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(held, indent=1))


def fit(training: list[tuple[Pair, list[float], float]], used: Sequence[str]) -> dict[str, Any]:
    """Return the fitted logistic model with plain weights (no scaling to undo), 0 for what is not used."""
    columns = [NAMES.index(name) for name in used]
    rows = np.array([[row[c] for c in columns] for _, row, _ in training])
    spread = rows.std(axis=0)
    # What never varies says nothing; a division by its spread would drown everything else.
    scale = np.where(spread > 1e-6, spread, np.inf)
    same = np.array([pair[2] for pair, _, _ in training])
    weight = np.array([w for _, _, w in training])
    # Both answers weigh the same: how many look-alikes were sampled must not decide how ready we are to join.
    weight = np.where(same, weight / weight[same].sum(), weight / weight[~same].sum())
    weight /= weight.sum()
    signed = np.where(same, 1.0, -1.0)

    def loss(point: Any) -> Any:
        margin = signed * (rows / scale @ point[1:] + point[0])
        return np.sum(weight * np.logaddexp(0, -margin)) + PENALTY * np.sum(point[1:] ** 2)

    # Likeness may only speak for a story and time between only against it: a fit that uses one likeness to
    # correct another goes wrong where reports are more alike than any of the sample.
    bounds = [(None, None)] + [(None, 0.0) if name in ("days", "far") else (0.0, None) for name in used]
    found = minimize(loss, np.zeros(len(used) + 1), bounds=bounds, method="L-BFGS-B").x
    right = np.mean((rows / scale @ found[1:] + found[0] > 0) == same)
    print(f"{len(rows)} pairs, {right:.3f} of them right")
    weights = dict.fromkeys(NAMES, 0.0)
    weights |= {name: round(float(w), 4) for name, w in zip(used, found[1:] / scale, strict=True)}
    return {"intercept": round(float(found[0]), 4), "weights": weights}


if __name__ == "__main__":
    main()
