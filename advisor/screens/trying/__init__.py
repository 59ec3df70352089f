"""Changes tried on a copy of the answers, and where single numbers turn the advice."""
