"""Pictures made at build time: numbers become shapes, plain data. `rendering/pictures.py` writes them as SVG.

A picture says no more than its data, and all that it says stands beside it in a table.
"""
