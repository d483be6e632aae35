"""The settings of the `write` stages, with their defaults and the reason for each."""

import msgspec


class WriteSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the `write` stages."""
