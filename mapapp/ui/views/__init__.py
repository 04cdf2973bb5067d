"""What a card, table or filter says, as plain data without Streamlit."""
