"""Train the reader's model from the shared data: one command a step, seeds fixed (see CONTRIBUTING.md)."""
