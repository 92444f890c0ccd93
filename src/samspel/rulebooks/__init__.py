"""Adopted rule sets in force per body and area, and the acts judged under them."""
