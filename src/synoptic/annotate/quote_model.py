"""The packaged weights of the attribution reader, and how they choose among places."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import resources
from zlib import crc32

import numpy as np
import numpy.typing as npt

# One weight for each of 2^18 hashed features and choice: the file stays under 3 MB, and few features collide.
BITS = 18
CHOICES = (
    "cue",
    "cue_start",
    "cue_end",
    "source_start",
    "source_end",
    "right_start",
    "right_end",
    "left_end",
    "left_start",
)
WEIGHTS = "quote_weights.npz"
_MASK = (1 << BITS) - 1

Row = npt.NDArray[np.float32]


def hashed(features: Iterable[str]) -> list[int]:
    """Return the columns of features."""
    return [crc32(feature.encode()) & _MASK for feature in features]


class Model:
    """The weights of every choice; the higher a score, the likelier the place."""

    def __init__(self, weights: dict[str, Row]) -> None:
        self.weights = weights

    def score(self, choice: str, features: Iterable[str]) -> float:
        """Return the sum of the weights of features."""
        return float(self.weights[choice][hashed(features)].sum(dtype=np.float64))

    def log_shares(
        self, choice: str, places: Sequence[int], features: Callable[[int], list[str]], none: Sequence[str] = ()
    ) -> list[float]:
        """Return the logarithm of each place's probability, that of there being none first if it is asked for."""
        columns: list[int] = []
        starts: list[int] = []
        for row_features in ([none] if none else []) + [features(place) for place in places]:
            starts.append(len(columns))
            columns += hashed(row_features)
        row = np.add.reduceat(self.weights[choice][columns].astype(np.float64), starts)
        row = row - row.max()
        shares: list[float] = np.round(row - np.log(np.exp(row).sum()), 6).tolist()
        return shares


@cache
def packaged_model() -> Model:
    """Return the model that comes with the package."""
    with resources.files(__package__).joinpath(WEIGHTS).open("rb") as file, np.load(file) as arrays:
        return Model({name: arrays[name].astype(np.float32) for name in arrays.files})
