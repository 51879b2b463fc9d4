"""Kills, damage and second writers: what is lost, corrupted or stuck. See scripts/torture."""

import argparse
import os
import random
import shutil
import sys
import time

import faultpoints
import powercut
import races
import versions
from machines import World, pause

def killed_workers(world, runs):
    """A worker, or all processes of a session, killed at a random moment behind a hook."""
    desk = world.machine("desk")
    for number in range(runs):
        desk.say()
        desk.hook("Stop", last_assistant_message=desk.last)
        pause(world, 0.12)
        desk.kill(workers_only=world.random.random() < 0.5)
        desk.kill(workers_only=False)
        world.expect(desk, f"run {number}")
        world.runs += 1
    world.sound(world.remote, desk.clone)


def killed_commands(world, runs):
    """sync, snapshot, done and restore killed at a random moment, then run again."""
    desk = world.machine("desk")
    for number in range(runs):
        desk.say()
        command = world.random.choice(["sync", "snapshot", "done"])
        arguments = {
            "sync": ["sync"],
            "snapshot": ["snapshot", "--force", "--session", desk.session],
            "done": ["done", "--session", desk.session],
        }[command]
        desk.hook("Stop", last_assistant_message=desk.last)
        process = desk.start("handoff", *arguments)
        pause(world, 0.15)
        process.kill()
        process.communicate()
        desk.kill(workers_only=False)
        if command == "done":
            desk.run(*arguments)
            desk.last = None
        world.expect(desk, f"run {number}, {command}")
        if command == "done":
            desk.begin()
        world.runs += 1
    world.sound(world.remote, desk.clone)


def killed_set_up(world, runs):
    """init into a place where the clone was deleted, killed, then run again."""
    desk = world.machine("desk")
    for number in range(runs):
        desk.say()
        desk.hook("Stop", last_assistant_message=desk.last)
        pause(world, 0.1)
        desk.kill(workers_only=False)
        shutil.rmtree(desk.clone, ignore_errors=True)
        process = desk.start("handoff", "init", "--remote", world.remote, "--machine", "desk")
        pause(world, 0.1)
        process.kill()
        process.communicate()
        status, _ = desk.run("init", "--remote", world.remote, "--machine", "desk")
        if status != 0:
            # What was killed while the clone was removed may have left a part of it.
            desk.run("doctor", "--fix", world.remote)
        world.expect(desk, f"run {number}")
        world.runs += 1
    world.sound(world.remote, desk.clone)


def damage(world, runs):
    """An object, a reference or the index damaged, then mended by doctor --fix and sync."""
    desk = world.machine("desk")
    for number in range(runs):
        desk.say()
        desk.hook("Stop", last_assistant_message=desk.last)
        world.expect(desk, f"run {number}, before")
        desk.say()
        desk.hook("Stop", last_assistant_message=desk.last)
        pause(world, 0.05)
        desk.kill(workers_only=False)
        git = os.path.join(desk.clone, ".git")
        kind = world.random.choice(["object", "reference", "index", "head", "tracking"])
        if kind == "object":
            objects = []
            for folder, _, names in os.walk(os.path.join(git, "objects")):
                objects += [os.path.join(folder, name) for name in names]
            path = world.random.choice(sorted(objects))
            os.chmod(path, 0o644)
            with open(path, "r+b") as file:
                file.truncate(world.random.randrange(0, 20))
        else:
            path = {
                "reference": "refs/heads/main",
                "index": "index",
                "head": "HEAD",
                "tracking": "refs/remotes/origin/main",
            }[kind]
            with open(os.path.join(git, path), "wb") as file:
                file.write(b"\0" * world.random.randrange(0, 40))
        status, output = desk.run("doctor", "--fix")
        if status != 0:
            world.notes.append(f"run {number}, {kind}: doctor --fix: {output.strip()}")
        world.expect(desk, f"run {number}, {kind}")
        world.runs += 1
    world.sound(world.remote, desk.clone)


# Name, what it does, how often in the long form and in the short one.
CASES = [
    ("killed workers", killed_workers, 500, 10),
    ("killed commands", killed_commands, 300, 8),
    ("killed set-up", killed_set_up, 100, 4),
    ("damaged clone", damage, 40, 4),
    *races.CASES,
    *faultpoints.CASES,
    *powercut.CASES,
    *versions.CASES,
]


def main():
    parser = argparse.ArgumentParser(prog="scripts/torture", description=__doc__)
    parser.add_argument("--short", action="store_true", help="few runs of each case")
    parser.add_argument("--seed", default=str(random.randrange(1 << 32)), help="replays a run")
    parser.add_argument("--case", help="only the cases whose name has this in it")
    parser.add_argument("--runs", type=int, help="so many of each case; 0 for all states")
    parser.add_argument("--list", action="store_true", help="only name the cases")
    parser.add_argument("--programs", required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    cases = [case for case in CASES if not options.case or options.case in case[0]]
    if not cases:
        parser.error(f"no case has {options.case!r} in its name; --list names them")
    if options.list:
        return print("\n".join(name for name, *_ in cases))
    print(f"seed {options.seed}")
    print(f"{'case':<22}{'runs':>6}{'lost':>6}{'corrupted':>11}{'stuck':>7}{'seconds':>9}")
    failed = False
    for name, case, long, short in cases:
        folder = "".join(letter if letter.isalnum() else "-" for letter in name)
        world = World(os.path.realpath(options.programs), options.seed, folder)
        start = time.monotonic()
        runs = short if options.short else long
        case(world, runs if options.runs is None else options.runs)
        seconds = time.monotonic() - start
        print(
            f"{name:<22}{world.runs:>6}{world.lost:>6}{world.corrupted:>11}{world.stuck:>7}"
            f"{seconds:>9.1f}",
            flush=True,
        )
        for note in world.notes[:20]:
            print(f"  {note}")
        failed = failed or world.lost + world.corrupted + world.stuck > 0
        world.end()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
