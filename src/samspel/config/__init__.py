"""Settings, addresses and the `samspel` command. No other package may import every module."""
