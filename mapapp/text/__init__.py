"""Small, pure tools for Chinese text: characters, numerals, views, zone words."""
