"""One module a page: a query type, a row type and a function from (reader, query) to a `Page`."""
