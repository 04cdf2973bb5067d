"""Commands for people who work on the project; nothing of the app imports them."""
