"""Benchmarks: how fast the product is, beside a reference measured in the same run."""
