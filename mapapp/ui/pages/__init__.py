"""The Streamlit pages: each reads the selection, calls one function, draws."""
