"""Pages that join rooms; they own no models."""
