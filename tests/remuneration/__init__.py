"""Remuneration: from attendance to the payroll file."""
