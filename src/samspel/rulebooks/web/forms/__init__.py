"""Forms of the rulebooks' pages."""
