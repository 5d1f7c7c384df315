"""The person: account, access needs, contact choices, acting for someone."""
