"""What people add: review decisions, edited boundaries, uploaded documents."""
