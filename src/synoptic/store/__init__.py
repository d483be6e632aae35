"""The desk's memory: the database and the archive of raw bytes. The only place that knows SQL."""
