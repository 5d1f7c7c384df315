"""Phase 2: working out who, where and when."""
