"""Pure Python beneath everything: dates, money, Swedish, text. No Django."""
