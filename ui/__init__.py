"""The `pressmark` command and the chat page."""
