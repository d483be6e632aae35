"""Tests of the live desk over a newsroom of invented outlets on this machine."""
