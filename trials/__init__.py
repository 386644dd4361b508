"""Trials of what must not happen: faults are caused on purpose, and what is left is looked at.

``python -m trials NAME`` runs one and prints its row of docs/reliability.md; ``--write`` puts it there.
"""
