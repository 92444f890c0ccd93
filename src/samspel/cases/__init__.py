"""Cases: registry numbers, the preparation chain, officers' reports and follow-up."""
