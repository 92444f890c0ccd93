"""The public site: reads published queries, writes nothing."""
