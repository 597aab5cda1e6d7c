"""From sources to articles: texts, pages, tables and addresses, each read to the character or refused with a reason."""

from reportedly.gather.article import make_article
from reportedly.gather.failure import Failure
from reportedly.gather.sources import Found, find, gather

__all__ = ["Failure", "Found", "find", "gather", "make_article"]
