"""What the weights of the line model are fitted on, and the program that fits them."""
