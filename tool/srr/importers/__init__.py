"""Other registers on their way in: one file for each form that they come in, and what makes records of them."""
