"""Accuracy on human-labelled data, measured apart from the tests."""
