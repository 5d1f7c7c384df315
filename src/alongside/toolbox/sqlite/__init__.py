"""Django's SQLite backend, with safe settings in force and a fair queue of writers."""
