"""Weaving: what follows from many records put side by side. Pure: values in, values with their evidence out, no SQL."""
