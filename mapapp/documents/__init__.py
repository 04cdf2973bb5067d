"""From a file to a Document: stored text that never changes, sections, and a reading order repaired by mapping."""
