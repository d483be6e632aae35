"""Who copied whom, and how many independent origins there are."""
