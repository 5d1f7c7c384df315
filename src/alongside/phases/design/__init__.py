"""Phase 1: planning what to do."""
