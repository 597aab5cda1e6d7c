"""The families of derived things that a story keeps, in the order in which they are brought up to date."""

from reportedly.weave.family import Family


def families() -> tuple[Family, ...]:
    """Return the families; later ones may look at what earlier ones stored."""
    from reportedly.weave.echoes import Echoes

    return (Echoes(),)
