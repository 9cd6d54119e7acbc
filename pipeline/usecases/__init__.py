"""What the program does for its users: one module a use case, over ports it is given."""
