"""Which events speak of one project: registry, structure and fuzzy names with vetoes."""
