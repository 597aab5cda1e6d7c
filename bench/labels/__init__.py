"""Labels written by hand for the bars on coreference, echoes and the three counts, and the scripts around them."""
