"""Areas, lengths and distances on the ground, shared by boundaries and places."""
