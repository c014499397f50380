"""`python -m sitemaker`: see the package."""

from __future__ import annotations

import argparse
import os
import sys

from sitemaker import reading_ease, schema, serve
from sitemaker.engine import bundle
from sitemaker.pages import generated, rules, staging
from sitemaker.places import ROOT, SITE, BuildError, say
from sitemaker.publish import budget, look, release, whole_site


def main() -> int:
    """Carry out one command; the exit code."""
    options = arguments().parse_args()
    try:
        match options.command:
            case "write":
                schema.checked()
                return check_written() if options.check else write()
            case "bundle":
                bundle.write()
            case "site":
                whole_site.make(anew=options.anew)
            case "serve":
                serve.run(SITE, int(os.environ.get("PORT", "0")), with_headers=options.headers)
            case "release":
                release.make()
            case "look":
                return look.tell(options.address)
            case "budget":
                whole_site.make()
                budget.write(SITE)
            case "try":
                return try_rule(options.rule)
            case "ease":
                print(reading_ease.table())
    except BuildError as error:
        print(f"\nStopped: {error}", file=sys.stderr)
        return 1
    return 0


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m sitemaker", description="Makes the site.")
    commands = parser.add_subparsers(dest="command", required=True)
    write = commands.add_parser("write", help="write the generated files that are committed")
    write.add_argument(
        "--check", action="store_true", help="write nothing; show what differs, and fail if anything does"
    )
    commands.add_parser("bundle", help="make the engine's runtime files, in build/engine/")
    site = commands.add_parser("site", help="make the whole site, in site/")
    site.add_argument("--anew", action="store_true", help="also where nothing changed")
    commands.add_parser("release", help="make one zip of the site with what hosts need, in build/release/")
    look_at = commands.add_parser("look", help="say what the host of a copy gets wrong")
    look_at.add_argument("address", help="where the copy is, such as https://career.example.edu/no-thanks/")
    commands.add_parser("budget", help="accept what a visit costs in bytes, as the site is now")
    commands.add_parser("try", help="check one rule and print its page").add_argument(
        "rule", help="its id: the file's name"
    )
    commands.add_parser("ease", help="print how easy each page written by hand is to read")
    serve = commands.add_parser("serve", help="serve site/ on 127.0.0.1; PORT names the port")
    serve.add_argument("--headers", action="store_true", help="send what site/_headers says, as some hosts do")
    return parser


def write() -> int:
    """Write what is not current; and make the pages that are not committed, so that a fault in them is told now."""
    staging.make()
    changed = generated.write()
    for path in changed:
        say(f"Wrote {path.relative_to(ROOT).as_posix()}")
    say("All generated files are current")
    return 0


def try_rule(name: str) -> int:
    """Check the book, and print the page of one rule as it would be."""
    schema.checked()
    kinds = [
        kind for kind in ("draft", "reading", "advice") if (ROOT / f"generator/en/rules/{kind}/{name}.toml").exists()
    ]
    if not kinds:
        print(f"\nStopped: there is no rule {name}: see generator/en/rules/", file=sys.stderr)
        return 1
    written = rules.outputs()
    print("\n".join(written[f"docs/rules/{kind}/{name}.md"] for kind in kinds))
    return 0


def check_written() -> int:
    """Show how the generated files differ from what they should be; and make those that are not committed."""
    staging.make()
    lines = list(generated.differences())
    print("\n".join(lines) if lines else "All generated files are current", flush=True)
    if lines:
        print("\nStopped: generated files are not current. Run make write.", file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
