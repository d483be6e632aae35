"""The settings of a live desk: how often it looks, how many things it does at once, how long it holds a lease."""

import msgspec

from synoptic.run.mail_settings import MailSettings


class DeskSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of `synoptic desk`."""

    # Where the database is: empty for SQLite in the desk's folder, or a URL such as postgresql://user@host/name.
    database: str = ""
    # Pages fetched at the same time, over all hosts; each host has its own, smaller limit.
    fetch_threads: int = 8
    # Seconds that a gatherer may sit on what it took before another may take it: longer than the longest fetch.
    lease_seconds: int = 300
    # Sources and items that are taken from the queue at once.
    batch: int = 64
    # A page is looked at again after this many seconds while it is young: most corrections come within a day.
    revisit_every: int = 21_600
    # … and no longer after this many days.
    revisit_days: int = 2
    # Parts of a sitemap index that are read at a visit: a news sitemap has few, the archive of a site thousands.
    most_further: int = 20
    # Times that a page is tried before it counts as refused.
    most_tries: int = 5
    # Reports that are cleaned and annotated between two looks at the clock and two renewals of a lease.
    read_batch: int = 16
    # The mail server by which saved searches are told.
    mail: MailSettings = MailSettings()
