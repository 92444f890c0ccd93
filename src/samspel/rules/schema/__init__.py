"""The schema: rule files read into typed provisions, with every problem collected."""
