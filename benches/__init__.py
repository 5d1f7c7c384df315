"""Measures the product as it runs, and writes docs/benchmarks.md. Stands beside it, as tests do."""
