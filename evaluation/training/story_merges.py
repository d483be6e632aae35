"""Fit what the grouping of reports rests on: word counts, mean vectors and the merge decision.

    python -m evaluation.training.story_merges [--cross] [--counts]

Writes background.json (in how many reports a word is; no text), vector_means.json and story_model.json; the
first two only with --counts. With --cross nothing is written: each set's stories are left out in turn (for the
stream, blocks of time), and BCubed F1 of the left-out stories is printed at several thresholds.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from evaluation.scores import labelled_folder, read_set
from evaluation.story_sets import GROUPED, PAIRED, labelled_pairs, labelled_reports, reading_of
from evaluation.training.merge_fit import Row, cross_validated, fitted
from synoptic.group import background
from synoptic.group.candidates import candidate_pairs
from synoptic.group.features import ACROSS, NAMES, features_across, pair_features
from synoptic.group.profiles import Profile, profile_of
from synoptic.group.settings import GroupSettings
from synoptic.group.vectors import dense_vectors, weighted
from synoptic.run.models import ModelTools
from synoptic.run.settings import ModelSettings

PACKAGE = Path(background.__file__).parent
# A word in fewer reports than this is left to the window: it is also what would name a single event.
LEAST_HOLDERS = {"en": 4}
SEED = 20221101
# Pairs of the grouped sets that are also shown as a window of two, as most small jobs are.
SMALL_WINDOWS = 700
# A stream is read some days at a time, a set without an order as a whole.
STREAM = GroupSettings(all_pairs_up_to=2, most_days=5.0)
WHOLE = GroupSettings(all_pairs_up_to=2)
# What comes back weeks later (figures of each month, the next step of an affair) is learned from the stream too.
WIDE = GroupSettings(all_pairs_up_to=2, most_days=90.0)
Members = list[tuple[Profile, str | None]]
Pair = tuple[Profile, Profile, bool]


def read_profiles(folder: Path) -> tuple[dict[str, Members], dict[str, list[Pair]]]:
    """Return the profiles of the grouped sets with their stories, and of the paired sets."""
    lede = GroupSettings().lede_words
    grouped: dict[str, Members] = {
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


def write_counts(grouped: dict[str, Members], pairs: dict[str, list[Pair]], tools: ModelTools) -> None:
    """Write background.json and vector_means.json."""
    dice = random.Random(SEED)
    everything = [p for members in grouped.values() for p, _ in members]
    everything += [p for made in pairs.values() for pair in made for p in pair[:2]]
    (PACKAGE / "background.json").write_text(
        json.dumps(count_words(everything), ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )
    some = [p for p in everything if p.language != "en"]
    some += dice.sample([p for p in everything if p.language == "en"], 700)
    (PACKAGE / "vector_means.json").write_text(json.dumps(mean_vectors(some, tools)) + "\n", encoding="utf-8")
    background.backgrounds.cache_clear()
    background.vector_means.cache_clear()


def rows_of_set(name: str, members: Members, settings: GroupSettings) -> list[Row]:
    """Return a row for each pair worth comparing of a grouped set, as in one window of all its reports."""
    reports = weighted([profile for profile, _ in members])
    pairs = candidate_pairs(reports, None, settings)
    made = pair_features(reports, pairs)
    stories = [story for _, story in members]
    return [
        Row(
            origin=name,
            places=pair,
            stories=(stories[pair[0]] or "", stories[pair[1]] or ""),
            features=features,
            dated=all(members[place][0].earliest is not None for place in pair),
        )
        for pair, features in zip(pairs, made, strict=True)
    ]


def rows_of_small_windows(name: str, members: Members, rows: list[Row], dice: random.Random) -> list[Row]:
    """Return some of the pairs once more, each as a window of two, as many of one story as of two.

    Those of two stories are the ones most alike: alone on a desk, the same people elsewhere are the usual trap.
    """
    labelled = [row for row in rows if all(row.stories)]
    same = [row for row in labelled if row.same]
    alike = sorted((row for row in labelled if not row.same), key=lambda row: -row.features[0])
    chosen = dice.sample(same, min(len(same), SMALL_WINDOWS // 2)) + alike[: SMALL_WINDOWS // 2]
    return [
        msgspec.structs.replace(row, features=pair_features(weighted(both), [(0, 1)])[0], small=True)
        for row in chosen
        for both in [[members[place][0] for place in row.places]]
    ]


def rows_of_pairs(name: str, pairs: list[Pair]) -> list[Row]:
    """Return a row for each labelled pair in one language."""
    return [
        Row(
            origin=name,
            places=(2 * number, 2 * number + 1),
            stories=(str(number), str(number) if same else f"{number}b"),
            features=pair_features(weighted([one, other]), [(0, 1)])[0],
            dated=False,
            small=True,
        )
        for number, (one, other, same) in enumerate(pairs)
        if one.language == other.language
    ]


def rows_across(grouped: dict[str, Members], pairs: dict[str, list[Pair]], tools: ModelTools) -> list[Row]:
    """Return rows of `ACROSS` features for pairs in two languages, from translated and from labelled ones."""
    dice = random.Random(SEED)
    chosen: list[Pair] = [p for p in pairs["pairs_semeval22"] if p[0].language != p[1].language]
    members = grouped["meantime_xl"]
    for one, story in members:
        others = [(p, s) for p, s in members if p.language != one.language]
        same = [p for p, s in others if s == story]
        different = dice.sample([p for p, s in others if s != story], 3)
        chosen += [(one, p, True) for p in same[:1]] + [(one, p, False) for p in different]
    made = []
    for number, (one, other, is_same) in enumerate(chosen):
        dense = dense_vectors([one, other], tools)
        features = features_across(weighted([one, other]), [(0, 1)], dense)[0]
        stories = (str(number), str(number) if is_same else f"{number}b")
        made.append(Row(origin="across", places=(0, 1), stories=stories, features=features, dated=False))
    return made


def rows_in_one_language(grouped: dict[str, Members], pairs: dict[str, list[Pair]]) -> list[Row]:
    """Return the rows of every set, in large and in small windows."""
    dice = random.Random(SEED)
    rows: list[Row] = []
    for name in GROUPED:
        made = rows_of_set(name, grouped[name], STREAM if name == "stories_allsides" else WHOLE)
        rows += made + rows_of_small_windows(name, grouped[name], made, dice)
        print(name, len(made), sum(row.same for row in made if all(row.stories)), flush=True)
    rows += rows_of_set("stories_allsides/wide", grouped["stories_allsides"], WIDE)
    for name, labelled in pairs.items():
        rows += rows_of_pairs(name, labelled)
    return rows


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the files, or print what cross-validation gives."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cross", action="store_true", help="leave stories out in turn; write nothing")
    parser.add_argument("--counts", action="store_true", help="count words and mean vectors anew")
    options = parser.parse_args(arguments)
    tools = ModelTools(ModelSettings())
    grouped, pairs = read_profiles(labelled_folder())
    if options.counts:
        write_counts(grouped, pairs, tools)
    rows = rows_in_one_language(grouped, pairs)
    if options.cross:
        for line in cross_validated(rows, {name: members for name, members in grouped.items() if name in GROUPED}):
            print(line, flush=True)
        return
    model = fitted(rows, rows_across(grouped, pairs, tools), (NAMES, ACROSS))
    (PACKAGE / "story_model.json").write_bytes(msgspec.json.format(msgspec.json.encode(model), indent=0) + b"\n")


if __name__ == "__main__":
    main()
