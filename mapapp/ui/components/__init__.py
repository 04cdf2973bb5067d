"""Parts of the screen, each with its Python, script and style in one place."""
