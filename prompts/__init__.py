"""Prompt templates, one Markdown file each; the extractive writer needs none."""
