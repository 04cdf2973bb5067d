"""What people draw: places of projects, new and redrawn boundaries, and the versions gone back to."""
