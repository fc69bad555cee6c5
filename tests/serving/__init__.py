"""Claims about what stands between sources and a running server."""
