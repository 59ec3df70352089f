"""Who is here, what they may see, and what is kept of them."""
