"""Planning whom to tell, making what goes out, and reading what is out."""
