"""The settings of the `lineage` stages, with their defaults and the reason for each."""

import msgspec


class LineageSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the `lineage` stages."""

    # Tokens in a row that two reports must share before a passage is looked at. Independent reports of one
    # event in stories_allsides share runs of 5 only in names of offices and in quotations.
    seed_tokens: int = 5
    # Tokens that may differ between two shared runs of one passage (an edited word, a house style).
    most_mismatch: int = 8
    # A shorter passage than this is no sign of copying (design, section 4).
    least_block: int = 20
    # Share of the shorter report's tokens that stand in the other: a copy from here on ...
    copy_containment: float = 0.8
    # ... and derived from here on, with at least `least_blocks` passages outside quotation marks.
    derived_containment: float = 0.25
    least_blocks: int = 2
    # One unbroken passage of this many tokens of prose is worth two short ones: a cut reprint is unbroken.
    long_block: int = 60
    # With so much of the overlap in quotation marks, both reports carry one statement; neither copied.
    statement_share: float = 0.8
    # One in so many shingles is looked up when candidates are sought; all are used when passages are aligned.
    sampled: int = 3
    # A shingle in more reports than this is a set phrase of its outlet, no sign of a copy.
    most_holders: int = 200
    # A report is no independent account when so much of its own text stands in the hub. Judged, not fitted:
    # no labelled set says it. Too low a share counts an outlet's own reporting as nothing, too high a share
    # counts a reprint as a confirmation.
    attached_share: float = 0.4
