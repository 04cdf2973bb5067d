"""Project events: candidates, scores, stages and years of every named project in a document."""
