"""Tests of the intake stages."""
