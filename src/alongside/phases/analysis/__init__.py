"""Working out what it all means: passages, codes, themes, findings, checking back."""
