"""The documentation: pages that are generated, examples that are run, and the HTML that is built of it all."""
