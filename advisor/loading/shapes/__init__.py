"""The shape of each kind of rule file: which keys there are and what each holds."""
