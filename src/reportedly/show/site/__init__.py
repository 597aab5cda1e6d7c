"""The pages of a story, as functions of the story alone: served by `reportedly.serve`, written by `publish`.

`docs/site.md` says how to add a page. `table.PAGES` lists them, `render` makes their HTML, JSON and CSV.
"""
