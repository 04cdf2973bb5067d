"""Indicators: every figure of a document with its name, period and kind."""
