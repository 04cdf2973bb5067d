"""Zones, towns and gazetteer from `geodata/`, and the join of projects to ground."""
