"""The workbench where a meeting is led: its forms, its acts, and its rows."""
