"""The generated reports are the same for the same seed, and true to what they say of themselves."""

import re
from collections import Counter, defaultdict
from html import unescape
from itertools import pairwise

from benchmarks.desk_reports import EVENTS, LANGUAGES, pages


def lines(page):
    """Return the paragraphs of a page's article."""
    article = page.html.decode().split("<article>")[1].split("</article>")[0]
    return [unescape(words) for words in re.findall(r"<p>(.*?)</p>", article)]


def test_a_seed_always_gives_the_same_pages():
    """Fewer pages are the beginning of more, and another seed gives others."""
    whole = list(pages(300, seed=7))
    assert list(pages(120, seed=7)) == whole[:120]
    assert list(pages(120, seed=8)) != whole[:120]


def test_pages_come_in_the_order_in_which_they_were_served():
    """Some fifteen days have some two thousand reports of some five hundred stories."""
    made = list(pages(2000, seed=7))
    assert all(one.at <= other.at for one, other in pairwise(made))
    assert 12 <= len({page.day for page in made}) <= 18
    assert 400 <= len({page.story for page in made}) <= 600


def test_every_style_and_language_is_there():
    """Wire, copies, tabloids, state media, newsletters, broken pages, in four languages."""
    made = list(pages(500, seed=7))
    styles = Counter(page.style for page in made)
    assert set(styles) == {"wire", "copy", "plain", "loud", "state", "letter", "broken"}
    assert min(styles.values()) >= 15
    assert {page.carrier.language for page in made} == set(LANGUAGES)


def test_a_copy_repeats_the_agency_line_by_line():
    """It is cut at the end and says from whom it is."""
    made = {page.address: page for page in pages(500, seed=7) if page.version == 1}
    copies = [page for page in made.values() if page.style == "copy" and "Â" not in page.html.decode()]
    assert copies
    for copy in copies:
        *kept, credit = lines(copy)
        original = made[copy.copy_of]
        assert lines(original)[: len(kept)] == kept
        assert credit == f"With material from {original.carrier.outlet}"
        assert original.story == copy.story


def test_a_changed_page_keeps_its_address_and_its_story():
    """It comes later than the first version, with other words."""
    versions = defaultdict(list)
    for page in pages(1000, seed=7):
        versions[page.address].append(page)
    changed = [held for held in versions.values() if len(held) > 1]
    assert len(changed) > 20
    for first, second in changed:
        assert (first.version, second.version) == (1, 2)
        assert (first.story, first.carrier) == (second.story, second.carrier)
        assert first.html != second.html


def test_every_sentence_can_be_filled_in():
    """No name in braces is left in any page."""
    assert not [page.address for page in pages(1500, seed=3) if re.search(r"[{}]", page.html.decode())]
    assert all(len(core["things"]) == 6 for core in EVENTS["core"])
