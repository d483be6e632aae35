"""The settings of the `intake` stages, with their defaults and the reason for each."""

import msgspec


class IntakeSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the `intake` stages."""
