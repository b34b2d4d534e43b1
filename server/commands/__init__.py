"""The commands of `iscm`, one a file."""
