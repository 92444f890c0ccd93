"""Arithmetic of cases: registry numbers, file names, the chain and the clocks. Pure."""
