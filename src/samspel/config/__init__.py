"""Settings, addresses and the `samspel` command: the only place that sees all."""
