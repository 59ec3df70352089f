"""The pages of the app, one module a page. Besides app.py the only home of Streamlit."""
