"""Makes the site. Never shipped to the browser and not in the wheel.

python -m sitemaker write [--check]   the generated files that are committed (or how they differ)
python -m sitemaker bundle            the engine's runtime files, into build/engine/
python -m sitemaker site              the whole site, into site/
python -m sitemaker serve             site/ on 127.0.0.1, below a path, as a host would serve it
"""
