"""Makes the site. Never shipped to the browser and not in the wheel.

python -m generator.build write [--check]   every generated, committed file (or how they differ)
python -m generator.build bundle            the engine's runtime files, into build/engine/
python -m generator.build site              the whole site, into site/
python -m generator.build serve             site/ on 127.0.0.1, below a path, as a host would serve it
"""
