"""What can be worked out of a guideline without a database: words, drafts, differences, trials."""
