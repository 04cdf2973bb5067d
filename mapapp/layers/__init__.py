"""What is drawn (`specs`), how it looks (`style`), and the only file that knows folium (`folium_map`)."""
