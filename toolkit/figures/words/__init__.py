"""How a text is cut into words, and what each word of a language can mean."""
