"""One file a page kind: the catalogue becomes frozen views, plain data that says what a page shows.

Each module has `TEMPLATE`, the name of its template, and `views(desk)`, the pages of its kind: where each will stand,
and what makes its view.
"""
