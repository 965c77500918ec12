"""Sets that try to mislead, made from any archive: claims, instructions and articles that are false."""
