"""The settings of the `compare` stages, with their defaults and the reason for each."""

import msgspec


class CompareSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the `compare` stages."""
