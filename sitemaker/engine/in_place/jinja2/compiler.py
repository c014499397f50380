"""In place of Jinja2's compiler: the build compiles every letter and condition (sitemaker/engine/precompiled.py)."""


class CodeGenerator:
    """Only its name is asked for."""


def generate(*_, **__):
    """Where this is called, the build has left out a template."""
    raise RuntimeError("a template was not compiled by the build")
