"""The settings of the `annotate` stages, with their defaults and the reason for each."""

import msgspec


class AnnotateSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the `annotate` stages."""

    # The day to read from, as 2022-11-04: nothing is dated later. Empty where the reader gave none.
    as_of: str = ""
    # Fewer words in quotation marks are taken for scare quotes unless somebody utters them. The readers of the
    # labelled stories marked none of fewer than four words as a quote; with five, links between quotes lose .024.
    quote_scare_words: int = 4
    # A quotation this many words or fewer after the last one goes on with the same speaker ("and then"). On the
    # labelled stories 0, 3 and 8 give the same figures: other signs decide nearly all of them.
    quote_reach_words: int = 3
