"""The reading room: pages over a data set, for people who read, check and cite.

    app.py       the application: routes, pages and guards put together
    room.py      a data set opened for reading
    columns.py   what the facets count      finding.py   search with facets
    asked.py     what a request asks for    answers.py   a page as HTML, JSON or CSV
    words.py     words of the pages in both languages, days, numbers, names of codes
    guards.py    host, origin, token, limits, headers
    pages/       one file a page            templates/   static/

A page is added in three steps:

1. `pages/NAME.py` has a function from `Asked` to `View`. The View names its template, gives it its
   values, and carries the rows (`columns`, `rows`) for `.csv` and the object `data` for `.json`;
   without `data` the rows are the JSON too. All state stands in the address: read it with
   `asked.text`, `asked.choice`, `asked.number`, and link with `asked.link` and `asked.here`.
2. `templates/NAME.html` extends `base.html`. Every text of an article goes through the filter
   `bdi` (inline) or `line` (attribute); there is no inline script and no inline style.
3. A line in `pages/__init__.py`: `Page("/name", name.page)`. Pages in `MENU` stand in the head.

Words of the page are rows of `lexicon/web/words.tsv` (then `make lexicon`): `{{ t("id") }}`, and
`{{ t.count("id", number) }}` for a word with a number, from the rows `id.one` and `id.other`.
"""
