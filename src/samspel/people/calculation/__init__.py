"""Reading files for import: what a sheet holds, what its columns mean, what a cell says.

Pure Python: bytes and text in, plain values out. What the values mean in the register
is looked up by ``queries.imports``.
"""
