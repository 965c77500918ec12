"""The chat page's views and what they show: an archive's reader and a person's clicks in."""
