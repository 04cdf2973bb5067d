"""What people decide of what was read: record by record, and in a list that is filled elsewhere."""
