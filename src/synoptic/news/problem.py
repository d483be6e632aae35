"""Problems as values: what went wrong, with what, and what to do next."""

from typing import Literal

import msgspec

Severity = Literal["info", "warning", "error"]


class Problem(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """Something that did not work, with a code, its subject and what to do next."""

    code: str
    severity: Severity
    subject: str
    message: str
