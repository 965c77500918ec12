"""Sets that try to mislead, made from any archive."""
