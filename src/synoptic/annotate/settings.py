"""The settings of the `annotate` stages, with their defaults and the reason for each."""

import msgspec


class AnnotateSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the `annotate` stages."""

    # The day to read from, as 2022-11-04: nothing is dated later. Empty where the reader gave none.
    as_of: str = ""
