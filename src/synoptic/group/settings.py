"""The settings of the `group` stages, with their defaults and the reason for each."""

import msgspec


class GroupSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Settings of the `group` stages."""

    # How many words of headline, standfirst and body count as the lede (the first two or three paragraphs of
    # a wire text); also what the vectors are made of.
    lede_words: int = 90
    # Up to so many reports every pair is looked at; beyond, only `neighbours` of each report are.
    all_pairs_up_to: int = 200
    neighbours: int = 40
    # Reports published further apart than this are never one story. Wide, because the time of a crawl is often
    # taken for that of publication (stories_5w1h); the learned decision weighs each day.
    most_days: float = 330.0
    # Two stories are joined while the mean log-odds of their pairs of reports is above this. A little above 0,
    # where both are equally likely, because a wrong join invents agreement: with stories left out in turn
    # stories_allsides gains .003 over 0 and stories_5w1h and ecbplus lose less than .004.
    merge_above: float = 0.5
    # The same where stories stand already (a stream): a join is final there, so more is asked. With blocks of time
    # left out in turn stories_allsides has .946 at .5, .948 at 1.0, .951 at 1.25 and .952 at 1.5.
    merge_final_above: float = 1.25
    # Log-odds of a pair that was not looked at, and the bounds of every other: one pair must not outvote ten.
    unseen_pair: float = -4.0
    largest_odds: float = 5.0
    # A report whose parts fit the ledes of at least two stories this well is a round-up: chosen by reading.
    part_fits: float = 0.3
    least_parts: int = 2
    # No story may have more of the told paragraphs than this, and together they must be so much of the whole.
    most_dominant: float = 0.7
    told_share: float = 0.4
