"""Tables of figures: where they are, what their columns mean, what their cells say."""
