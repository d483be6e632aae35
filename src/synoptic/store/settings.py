"""The settings of the store, with their defaults and the reason for each."""

import msgspec


class StoreSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of a desk's database and archive."""

    # Seconds that a writer waits for another one before it gives up. A transaction takes milliseconds; only a
    # backup disk or a stopped process makes one last so long.
    busy_seconds: int = 60
    # Database connections that one process may have open: one a thread, and there are seldom more threads.
    most_connections: int = 32
    # The level of zstd: 3 is the library's own choice; 10 saves a tenth of the space and takes four times as long.
    level: int = 3


DEFAULTS = StoreSettings()
