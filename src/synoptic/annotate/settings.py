"""The settings of the `annotate` stages, with their defaults and the reason for each."""

import msgspec


class AnnotateSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the `annotate` stages."""
