"""Planning a project in small pages, its phases, and the people in it."""
