"""Access: accounts, sign-in, what positions give, and which hat is worn."""
