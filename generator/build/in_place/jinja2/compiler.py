"""In place of Jinja2's compiler: every letter and condition is compiled by the build (generator/build/ready.py)."""


class CodeGenerator:
    """Only its name is asked for."""


def generate(*_, **__):
    """Where this is called, the build has left out a template."""
    raise RuntimeError("a template was not compiled by the build")
