"""Many machines at once, over a path, ssh and https, and machines whose clocks are wrong. See scripts/torture."""

import functools
import json
import os
from concurrent.futures import ThreadPoolExecutor

from machines import pause

# Wrong by minutes, hours, months and years, ahead and behind.
CLOCKS = [0, -240, 3_600, -18_000, 40 * 86_400, -3 * 365 * 86_400, 5 * 365 * 86_400]


def reach(world, kind):
    """Makes the remote one over ssh or https."""
    variables = {}
    if kind == "ssh":
        world.address = os.environ["TORTURE_SSH_URL"] + world.remote
        variables["GIT_SSH_COMMAND"] = "ssh -F " + os.environ["TORTURE_SSH_CLIENT"]
    elif kind == "https":
        below = os.path.relpath(world.remote, os.path.realpath(os.environ["TORTURE_FOLDER"]))
        world.address = os.environ["TORTURE_HTTPS_URL"] + "/" + below
        variables["GIT_SSL_CAINFO"] = os.environ["TORTURE_HTTPS_CERTIFICATE"]
    world.variables = variables


def all_at_once(machines, work):
    with ThreadPoolExecutor(len(machines)) as pool:
        for future in [pool.submit(work, machine) for machine in machines]:
            future.result()


def writers(kind, world, runs):
    """Eight machines that push at the same time; what a command says to be there is there."""
    reach(world, kind)
    machines = [world.machine(f"writer{number}") for number in range(8 if runs > 2 else 4)]

    def write(machine):
        for _ in range(runs):
            machine.say()
            status, output = machine.run("snapshot", "--force", "--session", machine.session)
            if status != 0:
                world.notes.append(f"{machine.name}: {output.strip()}")
            elif machine.last not in (machine.remote_file() or ""):
                world.lose(f"{machine.name} said that {machine.last} is there, and it is not")
            world.runs += 1

    all_at_once(machines, write)
    for machine in machines:
        world.expect(machine, machine.name)
    world.sound(world.remote, *[machine.clone for machine in machines])


def crowd(world, runs):
    """As many machines as `runs`, each with three answers."""
    machines = [world.machine(f"machine{number}") for number in range(runs or 32)]

    def work(machine):
        for _ in range(3):
            machine.answer()
            machine.run("sync")
            world.runs += 1

    all_at_once(machines, work)
    for machine in machines:
        world.expect(machine, machine.name)
        machine.kill(workers_only=False)
    agree(world, machines[:4])
    world.sound(world.remote)


def agree(world, machines):
    """All machines list the same tasks."""
    lists = set()
    for machine in machines:
        machine.run("sync")
        status, rows = machine.run("list", "--json")
        if status != 0:
            return world.lose(f"{machine.name}: list said {rows.strip()!r}")
        tasks = json.loads(rows[rows.index("{") :])["tasks"]
        lists.add(tuple(sorted(task["name"] for task in tasks)))
    if len(lists) != 1:
        world.lose(f"the machines list different tasks: {lists}")


def three_replicas(world, runs, clocks=(0,)):
    """Three machines that answer, finish and synchronise in any order, some of them offline."""
    machines = [world.machine(name) for name in ("desk", "laptop", "studio")]
    away = world.remote + ".away"
    for number in range(runs):
        machine = world.random.choice(machines)
        if world.random.random() < 0.4:
            machine.set_clock(world.random.choice(clocks))
        offline = world.random.random() < 0.3
        if offline:
            os.rename(world.remote, away)
        for _ in range(world.random.randrange(1, 3)):
            machine.answer()
        if world.random.random() < 0.3:
            pause(world, 0.1)
            machine.kill(workers_only=False)
        if offline:
            machine.run("snapshot", "--session", machine.session)
            os.rename(away, world.remote)
        if world.random.random() < 0.15:
            machine.run("done", "--session", machine.session)
            machine.last = None
            world.expect(machine, f"run {number}, {machine.name} done")
            machine.begin()
        elif world.random.random() < 0.2:
            world.expect(machine, f"run {number}, {machine.name}")
        world.runs += 1
    for machine in machines:
        if machine.last is not None:
            world.expect(machine, f"at the end, {machine.name}")
    agree(world, machines)
    world.sound(world.remote, *[machine.clone for machine in machines])


CASES = [
    ("8 writers, path", functools.partial(writers, "path"), 50, 2),
    ("8 writers, ssh", functools.partial(writers, "ssh"), 50, 1),
    ("8 writers, https", functools.partial(writers, "https"), 50, 1),
    ("32 machines", crowd, 32, 6),
    ("three machines", three_replicas, 200, 12),
    ("wrong clocks", functools.partial(three_replicas, clocks=CLOCKS), 200, 12),
]
