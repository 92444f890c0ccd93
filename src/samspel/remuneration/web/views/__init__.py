"""Pages of the remuneration."""
