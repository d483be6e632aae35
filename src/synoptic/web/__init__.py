"""The reading room: a desk's stories as a local site, and as JSON for programs."""
