"""How long a comparison takes against bare spaCy over the same text, and as the work grows tenfold.

    python -m benchmarks.compare_speed [--copies 10]

Ratios within one run mean the same on any machine; seconds do not, and are printed for orientation only.
"""

import argparse
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import spacy

from synoptic.api import made_by
from synoptic.intake.files import read_paths
from synoptic.news.report import RawReport
from synoptic.run.models import ModelTools
from synoptic.run.runner import Runner
from synoptic.run.settings import Settings

EXAMPLES = Path(__file__).parents[1] / "examples" / "harrow-lake"


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that some work takes, and what it returns."""
    started = time.perf_counter()
    made = work()
    return time.perf_counter() - started, made


def compare(pages: list[RawReport], settings: Settings, tools: ModelTools) -> Runner:
    """Run every stage over pages with warm models."""
    runner = Runner(settings, tools)
    runner.compare_all(runner.gather(runner.read(pages)))
    return runner


def renamed(pages: tuple[RawReport, ...], copies: int) -> list[RawReport]:
    """Return the pages several times over, each time as other events: every capitalised word is changed."""
    made = []
    for number in range(copies):
        for page in pages:
            words = page.content.split(b" ")
            changed = [
                w + b"abcdefghijklmnopqrstuvwxyz"[number : number + 1] if w[:1].isupper() and w.isalpha() else w
                for w in words
            ]
            made.append(msgspec.structs.replace(page, id=f"{page.id}-{number}", content=b" ".join(changed)))
    return made


def main() -> None:
    """Print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=10, help="how often the bundled reports are repeated")
    options = parser.parse_args()
    settings = Settings()
    tools = ModelTools(settings.models)
    pages = read_paths([str(EXAMPLES)], settings=settings.intake).items
    compare(list(pages), settings, tools)  # loads the models
    texts = [r.report.text for r in Runner(settings, tools).read(pages) if r.report.language == "en"]
    bare = spacy.load(settings.models.grammar["en"])
    bare_seconds, _ = timed(lambda: [bare(text) for text in texts])
    tools.forget()
    once, _ = timed(lambda: compare(list(pages), settings, tools))
    many_pages = renamed(pages, options.copies)
    tools.forget()
    many, _ = timed(lambda: compare(many_pages, settings, tools))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    against, characters = once / bare_seconds, sum(map(len, texts))
    print(f"synoptic {made_by(settings).synoptic}, {len(pages)} reports, {characters:,} characters of English")
    print(f"against bare spaCy over the English text   {against:6.2f} × ({once:.2f} s, {bare_seconds:.2f} s)")
    print(f"{options.copies} times the reports                        {many / once:6.2f} × ({many:.2f} s)")
    print(f"most memory                                {memory:6.0f} MB")


if __name__ == "__main__":
    main()
