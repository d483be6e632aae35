"""The settings of the `publish` stages, with their defaults and the reason for each."""

import msgspec


class PublishSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the `publish` stages."""
