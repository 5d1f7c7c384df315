"""The six phases of research, one folder each."""
