"""Top floor: the Streamlit app. Reads run stores; never loads a model."""
