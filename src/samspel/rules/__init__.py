"""The rule engine: guidelines as data that are dated, cited and judged. Pure, no Django."""
