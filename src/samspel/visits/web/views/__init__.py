"""Views of the visits' pages."""
