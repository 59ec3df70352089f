"""Tables of answers, one company a row: CSV, Excel and Parquet, read in pieces."""
