"""Errors that tell an asker what is wrong, by a stable code, and what to ask instead."""

from graphql import GraphQLError


def bad_input(message: str, help: str = "", code: str = "BAD_USER_INPUT") -> GraphQLError:
    """An error of the asker's; `help` is the way out."""
    extensions = {"code": code} | ({"help": help} if help else {})
    return GraphQLError(message, extensions=extensions)
