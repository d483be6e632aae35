"""synoptic: every report of one story, read side by side.

`read_reports(paths)` reads files, `group(reports)` finds their stories, `compare(story)` lays one story's
reports side by side. Every record has a useful `repr` and `.to_dict()`.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Desk", "compare", "group", "read_reports"]

if TYPE_CHECKING:
    from synoptic.api import Desk, compare, group, read_reports


def __getattr__(name: str) -> Any:
    """Load the stages only when something of them is asked for, so that `synoptic --help` is quick."""
    if name in __all__:
        from synoptic import api

        return getattr(api, name)
    raise AttributeError(f"module 'synoptic' has no attribute {name!r}")


class _CallablePackage(ModuleType):
    """A package that is also the public function of its name: `synoptic.compare(story)`."""

    def __call__(self, *values: Any, **named: Any) -> Any:
        from synoptic import api

        return getattr(api, self.__name__.rpartition(".")[2])(*values, **named)


class _Synoptic(ModuleType):
    """The package itself: importing `synoptic.compare` or `synoptic.group` hides no function of theirs."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in ("compare", "group") and isinstance(value, ModuleType):
            value.__class__ = _CallablePackage
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Synoptic
