"""What people add: review decisions made in the app, kept beside the program and never inside the seeds."""

from mapapp.store.decisions import DecisionStore, open_store
from mapapp.store.location import team_decisions, team_store

__all__ = ["DecisionStore", "open_store", "team_decisions", "team_store"]
