"""Makes the lines that count of what scripts/bench has measured: bench-report.py FORMAT RESULTS [FORMER PERCENT]

FORMAT is text, json or markdown. The status is 1 where a limit is missed, or where a line is worse than in FORMER, a
former json, by more than so many percent; all of it is printed before.
"""

import json
import math
import statistics
import sys

# A row that misses its ratio is met, too, where it takes at most so many times what the floor takes.
FLOOR = 1.25
REMOTES = {
    "local": ("a path", 2.5, 2.2, 6), "ssh": ("ssh", 1.9, 1.7, 4), "ssh_shared": ("shared ssh", 1.7, 1.5, None),
    "https": ("https", 3, 2.5, 4),
}
SNAPSHOTS, HISTORY = [10, 100, 1_000, 10_000], [0, 1_000, 20_000]


class Line:
    """One number of a row: `compute` makes it of what the row measured and found, or gives None."""

    def __init__(self, row, name, compute, most=None, least=None, better="less", unit="", floor=None):
        self.row, self.name, self.compute, self.unit, self.floor = row, name, compute, unit, floor
        self.limit = most if least is None else least
        self.better = better if least is None else "more"

    def result(self, measured, found):
        try:
            value = self.compute(measured, found)
        except KeyError:
            return None
        line = {"row": self.row, "name": self.name, "value": value, "better": self.better, "unit": self.unit}
        if self.floor and self.floor[1] in measured:
            line["timesOfFloor"] = ratio(*self.floor)(measured, found)
        if self.limit is not None:
            # What is printed counts: two digits behind the point.
            value = round(value, 2)
            reached = value >= self.limit if self.better == "more" else value <= self.limit
            line.update(limit=self.limit, met=reached or line.get("timesOfFloor", math.inf) <= FLOOR, reached=reached)
        return line


def ratio(one, other, clock=None):
    """The median of one measurement by that of another: of the time, or of the processor's."""
    def compute(measured, _):
        pair = [measured[name]["processor"] if clock else measured[name] for name in (one, other)]
        return pair[0]["median"] / pair[1]["median"]
    return compute


def processor(one, other):
    return ratio(one, other, "processor")


def fact(*path):
    def compute(_, found):
        for key in path:
            found = found[key]
        return found
    return compute


def grown(place, key):
    return lambda _, found: (found[place][key] - found["before"][place][key]) / found["snapshots"]


def added(kind):
    """What a reading costs after 100 kB were added, by one of a small transcript."""
    return processor(f"{kind}_added", "small")


def cost(measured, command, against, size):
    """The processor time without that of the program's start; what is less than 0.1 ms is noise."""
    times = [measured[f"{name}_{against}_{size}"]["processor"]["median"] for name in (command, "start")]
    return max(times[0] - times[1], 1e-4)


def exponent(command, against, sizes):
    """The slope of the logarithm of cost against that of size, by least squares."""
    def compute(measured, _):
        points = [(math.log(max(size, 1)), math.log(cost(measured, command, against, size))) for size in sizes]
        return statistics.linear_regression(*zip(*points)).slope
    return compute


def lines():
    yield Line("hook", "hook inside its window / /bin/true", ratio("snapshot_waiting", "true"), most=1.3)
    yield Line("hook", "shell-and-jq hook / hook", ratio("shell_hook", "snapshot_waiting"), least=20)
    yield Line("hook", "hook at a prompt / /bin/true", ratio("prompt", "true"))
    yield Line("hook", "hook that starts the worker / /bin/true", ratio("snapshot_forking", "true"))
    yield Line("hook", "hook at the session's end / /bin/true", ratio("cleanup_waiting", "true"))
    yield Line("worker", "resident", fact("residentKB"), unit="KB")
    yield Line("worker", "its own, not shared", fact("privateKB"), unit="KB")
    yield Line("worker", "processor, a hook's wake / /bin/true",
               lambda measured, found: found["processorSecondsPerWake"] / measured["true"]["processor"]["median"])
    yield Line("start", "processor, --version / git --version", processor("version", "git_version"), most=2.5)
    for count, most in [(100, 6), (1_000, 30)]:
        yield Line("list", f"processor, {count:,} tasks / git --version",
                   processor(f"list_{count}", f"git_version_{count}"), most=most)
    yield Line("screen", "picker's first frame / git --version", ratio("picker", "git_version"))
    yield Line("screen", "status --line / git --version", ratio("status_line", "git_version"))
    for remote, (place, quiet, moved, _) in REMOTES.items():
        row = f"sync_{remote}"
        yield Line(row, f"git / sync, {place}, quiet", ratio("git", "sync"), least=quiet, floor=("sync", "floor"))
        yield Line(row, f"git / sync, {place}, moved", ratio("git_moved", "sync_moved"), least=moved,
                   floor=("sync_moved", "floor_moved"))
        if remote == "ssh":
            yield Line(row, "sync, ssh, quiet / ssh HOST true", ratio("sync", "login"), most=1.15,
                       floor=("sync", "floor"))
    for remote, (place, *_, least) in REMOTES.items():
        if least:
            yield Line(f"writers_{remote}", f"git loop / 8 writers, {place}", ratio("git", "writers"), least=least)
    for kind, most, size in [("mixed", 0.1, 64), ("tiny", 0.2, 300)]:
        yield Line("reading", f"processor, 100 MB of {kind} lines / jq", processor(kind, f"jq_{kind}"), most=most)
        yield Line("reading", f"processor, 100 kB added to {kind} / small one", added(kind))
        yield Line("reading", f"resident, 1 GB of {kind} lines",
                   lambda measured, _, kind=kind: measured[f"large_{kind}"]["residentKB"] / 1024, most=size, unit="MB")
    yield Line("digest", "processor, digest of 10 MB / jq", processor("digest", "jq"))
    for kind, name in [("tokens", "tokens"), ("named", "named secrets"), ("forms", "command lines and code")]:
        yield Line("redaction", f"masked of {name}", lambda _, found, kind=kind: found[kind]["masked"] * 100,
                   better="more", unit="%")
    yield Line("redaction", "false masks in 1,000 lines", fact("falseMasksPer1000"))
    yield Line("redaction", "processor / wc -w", fact("timesOfWc"))
    for key, name in [("digest", "digest"), ("modelFree", "snapshot without a model"), ("resume", "prompt of resume")]:
        yield Line("sessions", f"facts in the {name}", lambda _, found, key=key: found[key]["found"] * 100,
                   better="more", unit="%")
        yield Line("sessions", f"size of the {name}", lambda _, found, key=key: found[key]["bytes"] / 1000, unit="kB")
    for place in ["clone", "remote"]:
        yield Line("growth", f"bytes a snapshot, {place}", grown(place, "bytes"))
        yield Line("growth", f"loose objects a snapshot, {place}", grown(place, "looseObjects"))
    names = {"list": "list", "show": "show", "status": "status --line", "sync": "sync"}
    for against, sizes, limits in [("snapshots", SNAPSHOTS, {"list": 1.15}),
                                   ("history", HISTORY, {"sync": 0.3, "status": 0.3})]:
        for command, name in names.items():
            for part in [sizes, sizes[-2:]] if command in limits else [sizes]:
                span = "" if part is sizes else f", {part[0]:,} to {part[1]:,}"
                yield Line("exponents", f"{name} against {against}{span}", exponent(command, against, part),
                           most=limits.get(command), unit="exponent")


def reference(row, name):
    """What a processor time is put in relation to where the table does not: another measurement of its row, or None."""
    size = name.partition("_")[2]
    if row == "exponents":
        return f"git_version_{size}"
    if row.startswith("sync_"):
        return "git_moved" if name.endswith("_moved") else "git"
    if row.startswith("writers_"):
        return "git"
    return {"hook": "true", "screen": "git_version"}.get(row)


def collect(path):
    measured, found = {}, {}
    with open(path, encoding="utf-8") as file:
        decoder, text = json.JSONDecoder(), file.read()
    while text := text.lstrip():
        part, end = decoder.raw_decode(text)
        text = text[end:]
        measured.setdefault(part["row"], {}).update(part.get("measurements", {}))
        found.setdefault(part["row"], {}).update(part.get("facts", {}))
    machine = found.pop("")
    measured.pop("")
    table = [line.result(measured[line.row], found[line.row]) for line in lines() if line.row in measured]
    relative = {}
    for row, items in measured.items():
        for name in items:
            base = reference(row, name)
            if base in items and base != name:
                relative[f"{row}: {name} / {base}"] = processor(name, base)(items, None)
    return {
        "schemaVersion": 4, "unit": "seconds", **machine, "table": [line for line in table if line],
        "processorRatios": relative, "measurements": measured,
        "facts": {row: facts for row, facts in found.items() if facts},
    }


def compare(result, former, percent):
    """The lines that are worse than in the former result by more than the tolerance, and how many both have."""
    def key(line):
        return f"{line['row']}: {line['name']}"

    before = {key(line): line["value"] for line in former["table"]}
    worse, count = [], 0
    for line in result["table"]:
        if key(line) not in before:
            continue
        count += 1
        old, new = before[key(line)], line["value"]
        # An exponent is compared by its difference.
        change = new - old if line["unit"] == "exponent" else relation(new, old)
        if line["better"] == "more":
            change = relation(old, new)
        if change * 100 > percent:
            worse.append((key(line), old, new))
    for name, new in result["processorRatios"].items():
        if name in former["processorRatios"]:
            count += 1
            old = former["processorRatios"][name]
            if relation(new, old) * 100 > percent:
                worse.append((f"{name}, processor", old, new))
    return worse, count


def relation(new, old):
    """The share by which the new one is more; nothing and next to nothing are alike."""
    return (new + 0.01) / (old + 0.01) - 1


def ms(seconds):
    value = seconds * 1000
    return f"{value:,.{2 if value < 10 else 1 if value < 1000 else 0}f} ms"


def number(value):
    return f"{value:,.{2 if abs(value) < 100 else 0}f}"


def print_text(result):
    print(f"{'ROW':16}{'MEASURED':32}{'MEDIAN':>12}{'LEAST':>12}{'PROCESSOR':>12}{'RUNS':>6}")
    for row, items in result["measurements"].items():
        for name, item in items.items():
            print(f"{row:16}{name:32}{ms(item['median']):>12}{ms(item['min']):>12}"
                  f"{ms(item['processor']['median']):>12}{item['runs']:>6}")
    facts = result["facts"]
    if "worker" in facts:
        print("\nA waiting worker takes {:.3f} s of a processor an hour, and {} for each hook.".format(
            facts["worker"]["processorSecondsPerHourIdle"], ms(facts["worker"]["processorSecondsPerWake"])))
    for kind in ["mixed", "tiny"]:
        items = result["measurements"].get("reading", {})
        if f"{kind}_added" in items:
            more = items[f"{kind}_added"]["processor"]["median"] - items["small"]["processor"]["median"]
            print(f"\n100 kB added to 100 MB of {kind} lines: {ms(more)} more than a small transcript (goal 5 ms).")
    if "redaction" in facts:
        print("\nIn a second of a processor {megabytesPerSecond} MB are masked;".format(**facts["redaction"]))
        print("of the hostile text that takes longest, {text}, {megabytesPerSecond} MB."
              .format(**facts["redaction"]["hostile"]))
    print(f"\n{'ROW':16}{'RATIO':42}{'VALUE':>9}{'':5}{'LIMIT':8}{'/ FLOOR':>7}")
    for line in result["table"]:
        unit = line["unit"] if line["unit"] != "exponent" else ""
        text = f"{line['row']:16}{line['name']:42}{number(line['value']):>9} {unit:4}"
        if "limit" in line:
            text += f"{'>=' if line['better'] == 'more' else '<='} {line['limit']:<5g}"
            floor = f"{line['timesOfFloor']:.2f}" if "timesOfFloor" in line else ""
            text += f"{floor:>7}  " + ("missed" if not line["met"] else "met" if line["reached"] else "met (floor)")
        print(text.rstrip())
    print("\ngit: add, commit, pull --rebase, push. handoff: reads the transcript and writes the snapshot, too,")
    print("and flushes what it writes. / FLOOR: sync by scripts/floor.c, the least that it can take; a row")
    print(f"with at most {FLOOR} of it is met, too.")
    print(f"handoff is a program of {result['programBytes'] / 1e6:.1f} MB.")
    print(f"On {result['processor']}, {result['cores']} cores; {', '.join(result['tools'])}.")


def print_markdown(result):
    """The table of the README; a row that was not measured is left out."""
    values = {(line["row"], line["name"]): line["value"] for line in result["table"]}

    def median(row, name, clock=None):
        item = result["measurements"][row][name]
        return ms((item[clock] if clock else item)["median"])

    def times(row, name):
        return f"{values[row, name]:.1f} times"

    print("| measured | median | against |\n| --- | --- | --- |")
    if "hook" in result["measurements"]:
        print(f"| `handoff-snapshot` after an answer | {median('hook', 'snapshot_waiting')} |",
              f"{times('hook', 'hook inside its window / /bin/true')} `/bin/true`,",
              f"{times('hook', 'shell-and-jq hook / hook')} as fast as a shell hook with `jq` |")
    if "list" in result["measurements"]:
        print("| `handoff list --no-fetch`, 100 tasks, processor time |", median("list", "list_100", "processor"),
              f"| {times('list', 'processor, 100 tasks / git --version')} `git --version` |")
    for row, place in [("sync_https", "https"), ("sync_ssh", "ssh"), ("sync_local", "a path")]:
        if row in result["measurements"]:
            what = f"`handoff sync`, {place}, where `git` does add, commit, pull --rebase, push"
            what = what if place == "https" else f"the same, {place}"
            print(f"| {what} | {median(row, 'sync')} | {times(row, f'git / sync, {place}, quiet')} as fast |")
    print(f"\n{result['processor']}, {result['cores']} cores, {', '.join(result['tools'])}")


def main():
    form, results, *rest = sys.argv[1:]
    result = collect(results)
    worse, count = [], 0
    if rest:
        with open(rest[0], encoding="utf-8") as file:
            former = json.load(file)
        worse, count = compare(result, former, int(rest[1]))
        result["worse"] = [{"name": name, "former": old, "now": new} for name, old, new in worse]
    if form == "json":
        print(json.dumps(result, indent=2))
    else:
        {"text": print_text, "markdown": print_markdown}[form](result)
    sys.stdout.flush()
    missed = [line for line in result["table"] if not line.get("met", True)]
    problems = [f"{line['row']}: {line['name']}: {number(line['value'])}, limit {line['limit']:g}" for line in missed]
    if problems:
        print("\nMissed:\n  " + "\n  ".join(problems), file=sys.stderr)
    if rest:
        print(f"\nCompared with {rest[0]}: {count} ratios, {len(worse)} of them worse by more than {rest[1]} %."
              + "".join(f"\n  {name}: {number(old)}, now {number(new)}" for name, old, new in worse), file=sys.stderr)
        if former["processor"] != result["processor"]:
            print(f"The former was measured on another machine: {former['processor']}.", file=sys.stderr)
        if count == 0:
            print("No row is in both.", file=sys.stderr)
    sys.exit(1 if problems or worse or (rest and count == 0) else 0)


main()
