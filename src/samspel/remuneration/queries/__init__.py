"""Reading remuneration: each list in a fixed number of statements, as much as the viewer may see."""
