"""Atlas and Selection to files that can speak for themselves."""
