"""Views of the module, by what they are about."""
