"""The settings of the `intake` stages, with their defaults and the reason for each."""

import msgspec

from synoptic.intake.fetch_settings import FetchSettings


class IntakeSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the `intake` stages."""

    # Bytes. The largest of the 500 saved news pages in the labelled sets is under 3 MB; what is far above that
    # is a dump or an archive, not a page. Also the most that is read from standard input.
    largest_file: int = 20_000_000
    # Bytes that a compressed file may grow to, so that a small hostile file cannot fill the memory.
    largest_unpacked: int = 60_000_000
    # Bad lines of one JSON Lines file that are named one by one; the others are only counted.
    bad_lines_named: int = 20
    # Items of one feed or sitemap that are taken at a visit, the newest first. News sitemaps may hold 1,000 by
    # their definition, feeds of agencies hold a few hundred; what is far above that is an archive or an attack.
    most_items: int = 2_000
    # Elements of one feed, once it is cut to its newest items. A feed of 2,000 items has under 60,000; each takes
    # about 0.05 ms to read.
    most_elements: int = 150_000
    # Sitemaps of one index that are read at a visit, the last changed first: large sites keep one a day.
    most_sitemaps: int = 20
    # Days that an item may be dated ahead: clocks and time zones are set wrong by up to a day. A later date is
    # not believed and left out.
    days_ahead: int = 1
    # Words from which the content of a feed item can be the whole report, so that its page need not be
    # fetched: blurbs are at most about 80 words, the shortest whole news items about 120.
    whole_words: int = 120
    # The same for the description of a feed item, where a blurb is expected.
    whole_description_words: int = 250
    # Reports of one archive, table, mailbox or message of a wire that are read in one go. A folder of files has
    # no limit; what is larger than this is better given in parts.
    most_reports: int = 20_000
    # Bytes of the pages of one archive that are read in one go, so that they fit into memory.
    largest_archive: int = 500_000_000
    # Rows or lines of a table whose faults are named one by one; the others are only counted.
    bad_rows_named: int = 20
    # Pages of a PDF that are read. The longest printed editions have about 100.
    most_pdf_pages: int = 200
    # The columns or keys of your own tables and JSON records, by our name for each field: title, text, html,
    # outlet, url, date, byline, language.
    columns: dict[str, str] = {}
    # Everything about fetching from the network: see `FetchSettings`.
    fetch: FetchSettings = FetchSettings()
