"""Tables of rules: what a line, a name, a date or a citation may look like. One row a rule."""
