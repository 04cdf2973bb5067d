"""Sentences and clauses of a reading view, shared by the readers of projects and of figures."""
