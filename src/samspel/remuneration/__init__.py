"""Arvoden: duties, claims, certification, runs, payroll export and statements."""
