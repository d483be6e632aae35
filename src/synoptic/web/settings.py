"""The settings of the served site, with their defaults and the reason for each."""

import msgspec


class WebSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Limits of the served site."""

    # Pages that one client may ask for in a minute: ten a second, more than a person who leafs through the site.
    requests_a_minute: int = 600
    # Bytes that a request may carry: a dozen saved pages of half a megabyte each.
    largest_request: int = 8_000_000
    # Texts that are compared at once: their columns still fit the page, and it takes seconds, not minutes.
    most_texts: int = 12
    # Bytes of one text: four times the longest saved page that was met.
    largest_text: int = 2_000_000
    # Seconds that a reader's texts wait for those of another, before the reader is told to come back.
    longest_wait: float = 20.0
    # Comparisons of readers' own texts that are kept, and for how many seconds: to read them, not to store them.
    most_own: int = 40
    own_seconds: int = 3_600
    # Seconds for which a form may lie open before it is sent.
    form_seconds: int = 86_400
    # Stories of one day that a page lists: an hour's reading. What is left out is said.
    most_stories: int = 120
    # Hits of a search on one page.
    hits: int = 20
    # Entries of the log that one day's page lists.
    most_changes: int = 400
    # Heads of stories, and whole story pages, that are kept ready. A head takes a kilobyte, a page some 200.
    kept_heads: int = 5_000
    kept_pages: int = 64
    # Days that are kept ready, and for how many seconds: what a gatherer brings may come so late, and a hundred
    # readers of one morning cost as much as one.
    kept_days: int = 32
    day_seconds: int = 2
    # Seconds for which the outlets' cards are shown as they were worked out: they rest on all reports of a desk.
    outlet_seconds: int = 300
    # Seconds after which a new look at the site is a new visit.
    visit_seconds: int = 1_800
