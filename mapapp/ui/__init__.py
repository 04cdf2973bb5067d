"""The Streamlit pages and components; every page reads the selection, calls one function, draws."""
