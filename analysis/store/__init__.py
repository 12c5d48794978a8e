"""The run store: open formats on disk (JSON, Parquet, Zarr, JPEG), written by the analysis and read by anyone."""
