"""Tests of the clean stages."""
