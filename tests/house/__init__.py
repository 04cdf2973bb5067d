"""The house keeps what it says of itself."""
