"""Property tests here have no deadline: the first example pays for reading word lists and models."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
