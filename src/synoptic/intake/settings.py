"""The settings of the `intake` stages, with their defaults and the reason for each."""

import msgspec


class IntakeSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the `intake` stages."""

    # Bytes. The largest of the 500 saved news pages in the labelled sets is under 3 MB; what is far above that
    # is a dump or an archive, not a page. Also the most that is read from standard input.
    largest_file: int = 20_000_000
    # Bytes that a compressed file may grow to, so that a small hostile file cannot fill the memory.
    largest_unpacked: int = 60_000_000
    # Bad lines of one JSON Lines file that are named one by one; the others are only counted.
    bad_lines_named: int = 20
