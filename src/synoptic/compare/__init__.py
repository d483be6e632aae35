"""The accounts of one story side by side."""
