"""Forms of the visits' pages."""
