"""What people add: review decisions made in the app, kept beside the program and never inside the seeds."""

from mapapp.store.decisions import DecisionStore, open_store

__all__ = ["DecisionStore", "open_store"]
