"""The command `synoptic-evaluate`: measures the product on labelled sets, from a checkout of the project."""

import importlib
import sys


def main() -> int:
    """Run the evaluation command of the checkout; without one say where it is to be had, exit code 2."""
    try:
        command = importlib.import_module("evaluation.command")
    except ModuleNotFoundError:
        sys.stderr.write(
            "synoptic-evaluate measures a checkout of the project: the evaluation is not in the package. "
            "Clone the project, run `make test` once and use .venv/bin/synoptic-evaluate.\n"
        )
        return 2
    code: int = command.main()
    return code


if __name__ == "__main__":
    sys.exit(main())
