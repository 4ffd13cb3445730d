"""Parley: structured YAML briefings on peace negotiations become Markdown pages and a searchable site.

`pipeline.py` reads like the whole program; start there.
"""
