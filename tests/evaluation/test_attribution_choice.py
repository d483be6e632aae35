"""How the second look at possible attributions is fitted."""

import numpy as np
from evaluation.training.attribution_choice import fitted


def test_what_is_as_likely_as_the_least_scores_nought() -> None:
    """With a feature that says nothing, two right in five are just about kept and one right in five is not."""
    nothing = np.zeros((50, 1))
    often, seldom = np.arange(50) % 5 < 2, np.arange(50) % 5 < 1
    assert abs(fitted(nothing, often)[1]) < 0.01
    assert fitted(nothing, seldom)[1] < -0.5


def test_a_feature_that_tells_right_from_wrong_is_weighed() -> None:
    """What is right where a feature is high is kept there and not where it is low."""
    high = np.arange(40) % 2 == 0
    weights, bias = fitted(high[:, None].astype(float) * 3, high)
    assert weights[0] * 3 + bias > 0 > bias
