"""The invented town of Marram Bay, filled through actions. The product never imports it."""
