"""Programs for those who keep the project, no part of the package."""
