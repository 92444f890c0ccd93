"""Meetings with plan, deadlines, agenda and attachments; decisions as rows."""
