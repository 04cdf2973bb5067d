"""Running it for others: who did what, what a server counts of its work, how it logs, and how visitors sign in."""
