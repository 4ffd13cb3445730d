"""From pages to a published site: everything that knows the site builder stands in this folder.

`plugin.py` is the door of `mkdocs build` and `mkdocs serve`, `build.py` that of the `parley` command; both run the same
events. `stops.py`, `plugin.py` and `build.py` import MkDocs, their neighbours do without.
"""
