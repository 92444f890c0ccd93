"""The arithmetic of remuneration: facts, differences, files. No Django."""
