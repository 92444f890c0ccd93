"""Amounts: what duties are paid, by typed blocks that each explain themselves. Pure."""
