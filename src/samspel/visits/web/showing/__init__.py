"""What the visits' pages show, as plain rows and words for the templates."""
