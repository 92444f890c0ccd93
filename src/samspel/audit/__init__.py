"""Audit: what was done, by whom, in which role, on which grounds. Append-only and chained."""
