"""The engine: a validated operation is made ready once, and then answered without an executor.

`run.py` is the door. Behind it: select (which fields), plan (what each reads and how it is shown),
emit (a plan as Python), walk (a plan step by step, with errors and their paths).
"""
