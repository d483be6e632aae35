"""The settings of the `lineage` stages, with their defaults and the reason for each."""

import msgspec


class LineageSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the `lineage` stages."""
