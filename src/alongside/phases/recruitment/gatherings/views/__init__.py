"""What people see of a gathering, and what they can do with it."""
