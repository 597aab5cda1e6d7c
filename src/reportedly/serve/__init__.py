"""Serve a story's pages over HTTP: `make_app` makes the application, `run` runs it. No web page is made here."""

from reportedly.serve.app import make_app

__all__ = ["make_app"]
