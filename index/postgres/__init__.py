"""An index in a PostgreSQL database, shared by many machines; imported only where one is named."""
