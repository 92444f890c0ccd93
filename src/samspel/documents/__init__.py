"""Files by content hash, with secrecy marking and download through permission."""
