"""From events to Projects: identity, timelines, promises kept or not, contradictions; from indicators to series."""
