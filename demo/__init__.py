"""A fictitious district: people, classes, cases and stories for trying the office out.

Nobody here exists: ID numbers carry area codes from 99 on, which no district has.
"""
