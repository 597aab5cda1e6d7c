"""Decisions sent to the server (`POST /review`): checked, written by a story of their own, refused in plain words."""

import logging
import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qs

import msgspec
from starlette.requests import Request

from reportedly.keep.database import StoryError
from reportedly.keep.decisions import Decision, Stale
from reportedly.keep.story import Story
from reportedly.serve.access import Access
from reportedly.show.site.editing import filled

LONGEST = {"author": 200, "reason": 2_000, "address": 300, "other": 300, "undo": 300, "next": 2_000}
log = logging.getLogger("reportedly.serve")


class Refused(Exception):
    """A decision is not taken: the status of the answer, and a sentence for people."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


class Wish(NamedTuple):
    """A decision as it was asked for; of `undo`, `address` is an entry's id. `next` is the page to go back to."""

    verb: str
    address: str
    other: str
    change: dict[str, Any]
    before: dict[str, Any]
    author: str
    reason: str
    next: str


def writing(access: Access, request: Request) -> str:
    """Return how a page offers to write: "closed" (the server has no token), "login", or "open"."""
    if not access.cookie:
        return "closed"
    return "open" if access.shown(request) else "login"


def wish_of(body: bytes, is_json: bool) -> Wish:
    """Read a request's body, a form or JSON; raises `Refused`."""
    try:
        if is_json:
            given = msgspec.json.decode(body, type=dict[str, Any])
        else:
            fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=100)
            given = {name: values[0] for name, values in fields.items()}
    except (ValueError, msgspec.DecodeError):
        raise Refused(400, "The decision did not come through: it is no form and no JSON object.") from None
    if given.get("undo"):  # the button of an entry
        given |= {"verb": "undo", "address": given["undo"]}
    texts = {name: given.get(name) or "" for name in ("verb", "address", "other", "author", "reason", "next")}
    for name, value in texts.items():
        if not isinstance(value, str) or len(value) > LONGEST.get(name, 20):
            raise Refused(400, f"{name}: this has to be a text of at most {LONGEST.get(name, 20)} characters.")
    held = {name: value.strip() for name, value in texts.items()}
    change, before = _edit(given, held) if held["verb"] == "edit" else ({}, {})
    if not held["author"]:
        raise Refused(400, "Say who decides: the author is missing.")
    if not held["address"]:
        raise Refused(400, "Say about which row: the address is missing.")
    if held["verb"] in ("merge", "split") and not held["other"]:
        raise Refused(400, f"Name the other row: to {held['verb']} takes two.")
    return Wish(change=change, before=before, **held)


def _edit(given: Mapping[str, Any], held: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return an edit's new values and those that the person saw, of every field that it changes."""
    try:
        if "change" in given:
            parts = [given[name] if isinstance(given.get(name), dict) else
                     msgspec.json.decode(given.get(name) or "{}", type=dict[str, Any])
                     for name in ("change", "before")]  # fmt: skip
            change, before = parts
        else:
            kind = held["address"].split("/")[2:3]
            change, before = filled(kind[0] if kind else "", given)
    except msgspec.DecodeError:
        raise Refused(400, "change and before have to be JSON objects.") from None
    except (ValueError, TypeError) as error:
        raise Refused(400, f"{error}.") from None
    if not change:
        raise Refused(400, "The edit changes nothing.")
    unseen = [path for path in change if path not in before]
    if unseen:
        raise Refused(400, f"Say what you saw in {', '.join(unseen)[:200]} before (its value in `before`).")
    return change, before


def decide(path: str, wish: Wish) -> Decision:
    """Write a decision, in a story opened for it; raises `Refused`: 409 if stale, 400 for what makes no sense."""
    who = {"author": wish.author, "reason": wish.reason}
    try:
        with Story(path, create=False) as story:
            match wish.verb:
                case "accept":
                    return story.review.accept(wish.address, **who)
                case "reject":
                    return story.review.reject(wish.address, **who)
                case "edit":
                    return story.review.edit(wish.address, wish.change, seen=wish.before, **who)
                case "merge":
                    return story.review.merge(wish.address, wish.other, **who)
                case "split":
                    return story.review.split(wish.address, wish.other, **who)
                case "undo":
                    return story.review.undo(wish.address, **who)
                case _:
                    raise Refused(400, "There is no such decision: accept, reject, edit, merge, split or undo.")
    except Stale as error:
        raise Refused(409, f"{error}.") from None
    except StoryError as error:
        if isinstance(error.__cause__, sqlite3.Error):
            log.error("%s", error)
            raise Refused(503, "The story cannot be written now; the server's log says why.") from None
        raise Refused(400, f"{error}.") from None
