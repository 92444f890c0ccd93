"""The notice as one file: the agenda drawn by Typst, the papers laid under its pages."""
