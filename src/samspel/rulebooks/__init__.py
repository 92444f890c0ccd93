"""The rule sets that bodies have adopted, by area and day, and the acts judged under them."""
