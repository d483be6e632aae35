"""The settings of the `clean` stages, with their defaults and the reason for each."""

import msgspec


class CleanSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the `clean` stages."""
