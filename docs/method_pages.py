"""The pages on method and accuracy, made from what is written about each stage and from the floors reached."""

import json
from pathlib import Path
from typing import Any

_WAY = (
    "intake",
    "encoding",
    "clean",
    "cleaning",
    "entities",
    "dates",
    "figures",
    "quotes",
    "claims",
    "event-mentions",
    "lineage",
    "copies",
    "group",
    "stories",
    "compare",
    "claim_groups",
    "disputes",
    "brief",
    "wording",
    "write",
    "publish",
)
FLOORS = Path(__file__).parents[1] / "evaluation" / "floors.json"


def accuracy_page() -> str:
    """Return the page of accuracy: each measure with the value that no later version may fall under."""
    floors: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    lines = [
        "# How good it is",
        "",
        "Measured on human-labelled sets outside the project by `make evaluate`, and held by `make gate`:",
        "each value below was reached by the last full run, cut (not rounded) to three digits, and no later",
        "version may fall under it on the same data. What each measure means stands in `evaluation/`, beside",
        "its scorer; how the methods work and where they fail is told in [method](method.md).",
        "",
        "Small models were fitted on the development half of some sets (claims, quotes, stories, cleaning): on",
        "that half these values flatter them. What they reach on rows left out stands in the pages of the method.",
        "",
    ]
    measured = floors.get("full", {})
    for evaluation in dict.fromkeys(key.partition(": ")[0] for key in sorted(measured)):
        lines += [
            f"## {evaluation.replace('_', ' ')}",
            "",
            "| measure | held | best known | on |",
            "|---|---|---|---|",
        ]
        for key, floor in sorted(measured.items()):
            if key.startswith(f"{evaluation}: "):
                better = "at least" if floor["higher_is_better"] else "at most"
                sets = ", ".join(sorted(floor["sets"]))
                best = floor.get("best", "")
                lines.append(f"| {key.partition(': ')[2]} | {better} {floor['floor']:.3f} | {best} | {sets} |")
        lines.append("")
    if not measured:
        lines += ["No full run has been written down yet: `python -m evaluation.gate --full --raise` does so.", ""]
    if example := floors.get("example"):
        lines += ["## the example of two pages", "", "| point | right, at least |", "|---|---|"]
        lines += [f"| {point} | {number} |" for point, number in example.items()] + [""]
    return "\n".join(lines)


def method_page() -> str:
    """Return the page that leads to what is written about the method of each stage."""
    lines = [
        "# Method",
        "",
        "How each stage works, where the method comes from, where it fails and what was measured, for a",
        "sceptical reader. The short way through is [how it decides](explanation/how-it-decides.md), the numbers",
        "that hold now are in [accuracy](accuracy.md).",
        "",
    ]
    for page in sorted((Path(__file__).parent / "method").glob("*.md"), key=_place):
        title = page.read_text(encoding="utf-8").lstrip("# \n").splitlines()[0]
        lines.append(f"- [{title}](method/{page.name})")
    return "\n".join([*lines, ""])


def _place(page: Path) -> tuple[int, str]:
    """Return the place of a stage's page on the way of the data."""
    return (_WAY.index(page.stem) if page.stem in _WAY else len(_WAY), page.stem)
