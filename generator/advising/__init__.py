"""Whether and when to answer, and what comes after."""
