"""Chinese text in small, exact steps: character classes, numbers, widths, and maps back to the stored offsets."""
