"""One module for each step, in order; a step that was published is never changed again."""
