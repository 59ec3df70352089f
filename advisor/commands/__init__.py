"""The commands of `python -m advisor`: one module each, named in `program.COMMANDS`.

They load, ask and print; what they print is decided further down the house.
"""
