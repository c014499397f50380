"""In place of Jinja2's caches of compiled templates: there is nothing to keep where nothing is compiled."""


class BytecodeCache:
    """Only its name is asked for."""


FileSystemBytecodeCache = MemcachedBytecodeCache = BytecodeCache
