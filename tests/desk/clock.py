"""A clock that a test sets."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Returns the time that it was set to."""

    def __init__(self, at: str = "2026-05-04T08:00:00") -> None:
        self.at = datetime.fromisoformat(at).replace(tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the time."""
        return self.at

    def pass_by(self, **spans: float) -> None:
        """Let some hours or days pass."""
        self.at += timedelta(**spans)
