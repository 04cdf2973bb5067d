"""Tables of projects: what their columns hold, what each row tells, and what could not be read."""
