"""In place of Jinja2's lexer, which only its compiler needs."""


class Lexer:
    """Only its name is asked for."""


class TokenStream:
    """Only its name is asked for."""


def get_lexer(*_):
    """Where this is called, the build has left out a template."""
    raise RuntimeError("a template was not compiled by the build")
