"""Documents read once: side by side, remembered by their content, and kept from one start to the next."""
