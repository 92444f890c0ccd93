"""Views of the meetings' pages."""
