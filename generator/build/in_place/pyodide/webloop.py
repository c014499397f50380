"""In place of Pyodide's event loop, which nothing here waits on: with it come asyncio and some forty modules more."""


def _initialize_event_loop():
    """Called by Pyodide when it starts."""
