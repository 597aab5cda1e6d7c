"""What several commands take in the same way: a date of publication, columns of a table."""

import typer


def check_published(value: str | None) -> str | None:
    """Check --published."""
    from reportedly.gather.dates import SHOWN, parse_date

    if value is None:
        return None
    try:
        return parse_date(value)
    except ValueError as error:
        raise typer.BadParameter(f"{error}; {SHOWN}.", param_hint="--published") from None


def read_columns(values: list[str] | None) -> dict[str, str]:
    """Turn each --column text=content into an entry, checked."""
    from reportedly.gather.columns import check_columns

    columns: dict[str, str] = {}
    for value in values or ():
        name, equals, column = value.partition("=")
        if not (equals and name and column):
            raise typer.BadParameter(f"{value!r} does not read NAME=COLUMN, as in text=content.", param_hint="--column")
        columns[name] = column
    try:
        return check_columns(columns)
    except ValueError as error:
        raise typer.BadParameter(f"{error}.", param_hint="--column") from None
