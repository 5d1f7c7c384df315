"""Thanks for time: what is owed and when it was paid."""
