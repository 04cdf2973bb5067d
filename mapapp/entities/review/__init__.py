"""Decisions of people applied to what was read."""
