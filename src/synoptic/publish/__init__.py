"""Comparisons as terminal text, web pages and data; decides no content."""
