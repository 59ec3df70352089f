"""python -m advisor: the command line."""

from advisor.commands.program import main

if __name__ == "__main__":
    main()
