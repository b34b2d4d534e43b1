"""Which pages belong to which process, and what the processes are called."""
