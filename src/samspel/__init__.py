"""Samspel: the interplay of elected politicians and the administration, as software."""

__version__ = "0.1.0"
