"""Figures: pure functions from numbers to Plotly figures or pixel arrays, one idea a file; nothing of Streamlit."""
