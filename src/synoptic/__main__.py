"""`python -m synoptic` is the command line."""

from synoptic.cli import main

main()
