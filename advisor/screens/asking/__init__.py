"""The questionnaire: sections, questions, who does what, and a last look at the answers."""
