"""The settings of the `group` stages, with their defaults and the reason for each."""

import msgspec


class GroupSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the `group` stages."""
