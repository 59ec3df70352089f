"""Answer sheets and answers from the program itself -> Profile, or every mistake."""
