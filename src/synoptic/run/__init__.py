"""The runner: the order of the stages, their settings, models and events."""
