"""Kills, damage and second writers: what is lost, corrupted or stuck. See scripts/torture."""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import uuid

STUCK = 30


class Machine:
    """A home folder with one session after another, and the programs run in it."""

    def __init__(self, name, world):
        self.name, self.world = name, world
        self.home = os.path.join(world.folder, name)
        os.makedirs(self.home)
        self.environment = {
            "HOME": self.home,
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "HANDOFF_SUMMARIZER": "extract",
            "HANDOFF_PUSH_INTERVAL": "0",
            "HANDOFF_QUIET_PUSH": "0",
            "GIT_CONFIG_NOSYSTEM": "1",
            "TZ": "UTC",
        }
        self.answers = 0
        self.begin()

    def begin(self):
        """Begins another session."""
        self.session = str(uuid.UUID(int=self.world.random.getrandbits(128), version=4))
        self.lines = 0
        self.last = None

    @property
    def transcript(self):
        return os.path.join(self.home, ".claude/projects/p", self.session + ".jsonl")

    @property
    def clone(self):
        return os.path.join(self.home, ".local/share/handoff/repo")

    def start(self, program, *arguments, stdin=subprocess.DEVNULL):
        return subprocess.Popen(
            [os.path.join(self.world.programs, program), *arguments],
            env=self.environment,
            cwd=self.home,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def run(self, *arguments):
        """Runs handoff to its end; one that takes too long is stuck."""
        process = self.start("handoff", *arguments)
        try:
            output, _ = process.communicate(timeout=STUCK)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            self.world.stuck += 1
            return 1, "stuck: " + " ".join(arguments)
        return process.returncode, output.decode(errors="replace")

    def say(self):
        """Adds a prompt with its answer to the transcript, and returns the answer."""
        self.answers += 1
        answer = f"Answer {self.answers} of {self.name} is this."
        os.makedirs(os.path.dirname(self.transcript), exist_ok=True)
        with open(self.transcript, "a") as file:
            for role, text in [("user", f"Go on with {self.answers}."), ("assistant", answer)]:
                entry = {
                    "type": role,
                    "uuid": f"u{self.lines}",
                    "parentUuid": f"u{self.lines - 1}" if self.lines else None,
                    "sessionId": self.session,
                    "cwd": self.home,
                    "isSidechain": False,
                    "timestamp": time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime()),
                    "message": {"role": role, "content": text},
                }
                file.write(json.dumps(entry) + "\n")
                self.lines += 1
        self.last = answer
        return answer

    def hook(self, event, **fields):
        program = "handoff-cleanup" if event == "SessionEnd" else "handoff-snapshot"
        note = {
            "session_id": self.session,
            "transcript_path": self.transcript,
            "cwd": self.home,
            "hook_event_name": event,
            **fields,
        }
        process = self.start(program, stdin=subprocess.PIPE)
        process.communicate(json.dumps(note).encode())

    def processes(self):
        """The processes of this machine that run a program of ours."""
        found = []
        mark = f"HOME={self.home}\0".encode()
        for name in os.listdir("/proc"):
            if not name.isdigit():
                continue
            try:
                path = os.readlink(f"/proc/{name}/exe")
                with open(f"/proc/{name}/environ", "rb") as file:
                    if mark not in file.read() or not path.startswith(self.world.programs):
                        continue
                with open(f"/proc/{name}/cmdline", "rb") as file:
                    words = file.read().split(b"\0")
            except OSError:
                continue
            found.append((int(name), len(words) > 1 and words[1] == b"worker"))
        return found

    def kill(self, workers_only):
        for process, is_worker in self.processes():
            if is_worker or not workers_only:
                try:
                    os.kill(process, signal.SIGKILL)
                except ProcessLookupError:
                    pass

    def remote_file(self):
        path = f"main:tasks/{self.name}-{self.session}.md"
        result = subprocess.run(
            ["git", "-C", self.world.remote, "show", path], capture_output=True, check=False
        )
        return result.stdout.decode(errors="replace") if result.returncode == 0 else None


class World:
    """A remote, the programs, and the counts of one case."""

    def __init__(self, programs, seed, name):
        self.programs, self.name = programs, name
        self.random = random.Random(f"{seed} {name}")
        self.folder = os.path.realpath(os.path.join(os.environ["TORTURE_FOLDER"], name))
        os.makedirs(self.folder)
        self.remote = os.path.join(self.folder, "remote.git")
        self.git("init", "--quiet", "--bare", "--initial-branch=main", self.remote)
        self.runs = self.lost = self.corrupted = self.stuck = 0
        self.notes = []

    def git(self, *arguments):
        return subprocess.run(["git", *arguments], capture_output=True, check=False)

    def machine(self, name):
        machine = Machine(name, self)
        status, output = machine.run("init", "--remote", self.remote, "--machine", name)
        if status != 0:
            raise SystemExit(f"{self.name}: init failed: {output}")
        return machine

    def lose(self, what):
        self.lost += 1
        self.notes.append(what)

    def sound(self, *folders):
        for folder in folders:
            result = self.git("-C", folder, "fsck", "--full", "--no-progress")
            if result.returncode != 0:
                self.corrupted += 1
                self.notes.append(f"{folder}: {result.stderr.decode(errors='replace')[:200]}")

    def expect(self, machine, what):
        """The remote has the newest answer after one sync."""
        status, output = machine.run("sync")
        if status != 0:
            # Once more: a lock file of a killed writer is waited for.
            status, output = machine.run("sync")
        file = machine.remote_file()
        if machine.last is None:
            if file is not None:
                self.lose(f"{what}: the finished task is still there")
        elif file is None or machine.last not in file:
            self.lose(f"{what}: {machine.last} is not on the remote; sync said {output.strip()!r}")


def pause(world, most):
    time.sleep(world.random.uniform(0, most))


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


def three_replicas(world, runs):
    """Three machines that answer, finish and synchronise in any order, some of them offline."""
    machines = [world.machine(name) for name in ("desk", "laptop", "studio")]
    away = world.remote + ".away"
    for number in range(runs):
        machine = world.random.choice(machines)
        offline = world.random.random() < 0.3
        if offline:
            os.rename(world.remote, away)
        for _ in range(world.random.randrange(1, 3)):
            machine.say()
            machine.hook("Stop", last_assistant_message=machine.last)
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
        world.runs += 1
    for machine in machines:
        if machine.last is not None:
            world.expect(machine, f"at the end, {machine.name}")
    lists = set()
    for machine in machines:
        machine.run("sync")
        rows = machine.run("list", "--json")[1]
        tasks = json.loads(rows[rows.index("{") :])["tasks"]
        lists.add(tuple(sorted(task["name"] for task in tasks)))
    if len(lists) != 1:
        world.lose(f"the machines list different tasks: {lists}")
    world.sound(world.remote, *[machine.clone for machine in machines])


CASES = [
    ("killed workers", killed_workers, 500, 25),
    ("killed commands", killed_commands, 300, 20),
    ("killed set-up", killed_set_up, 100, 8),
    ("damaged clone", damage, 40, 8),
    ("three machines", three_replicas, 200, 15),
]


def main():
    parser = argparse.ArgumentParser(prog="scripts/torture", description=__doc__)
    parser.add_argument("--short", action="store_true", help="few runs of each case")
    parser.add_argument("--seed", default=str(random.randrange(1 << 32)), help="replays a run")
    parser.add_argument("--case", help="only the cases whose name has this in it")
    parser.add_argument("--programs", required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    print(f"seed {options.seed}")
    print(f"{'case':<18}{'runs':>6}{'lost':>6}{'corrupted':>11}{'stuck':>7}{'seconds':>9}")
    failed = False
    for name, case, long, short in CASES:
        if options.case and options.case not in name:
            continue
        world = World(options.programs, options.seed, name.replace(" ", "-"))
        start = time.monotonic()
        case(world, short if options.short else long)
        seconds = time.monotonic() - start
        print(
            f"{name:<18}{world.runs:>6}{world.lost:>6}{world.corrupted:>11}{world.stuck:>7}"
            f"{seconds:>9.1f}",
            flush=True,
        )
        for note in world.notes[:10]:
            print(f"  {note}")
        failed = failed or world.lost + world.corrupted + world.stuck > 0
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
