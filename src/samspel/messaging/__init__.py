"""The outbox: in-app notices, e-mail and calendar invitations, sent once and never lost."""
