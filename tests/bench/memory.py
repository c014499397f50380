"""How much memory a browser's pages took at most, as Linux counts it."""

from pathlib import Path

PROCESSES = Path("/proc")  # not there on other systems, where every figure is 0


def peak_of_pages(profile: str) -> float:
    """Megabytes of the largest page process, at its peak, of the Chromium that runs with this profile; 0 elsewhere."""
    return max((figure(page, "VmHWM") for page in pages(profile)), default=0.0)


def held_by_pages(profile: str) -> float:
    """Megabytes that the largest page process holds now."""
    return max((figure(page, "VmRSS") for page in pages(profile)), default=0.0)


def pages(profile: str) -> list[str]:
    """The page processes of the Chromium that runs with this profile."""
    parents, commands = {}, {}
    for place in PROCESSES.glob("[0-9]*"):
        try:
            commands[place.name] = (place / "cmdline").read_bytes().decode(errors="replace")
            parents[place.name] = (place / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1]
        except OSError:  # it has ended
            continue

    def above(process: str) -> list[str]:
        return [process, *(above(parents[process]) if process in parents else [])]

    return [
        process
        for process, command in commands.items()
        if "--type=renderer" in command and any(profile in commands.get(one, "") for one in above(process))
    ]


def figure(process: str, name: str) -> float:
    """Megabytes, from what Linux says of one process."""
    try:
        status = (PROCESSES / process / "status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return next((int(row.split()[1]) / 1000 for row in status.splitlines() if row.startswith(name)), 0.0)
