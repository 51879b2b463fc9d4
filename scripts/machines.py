"""The machines that are tortured, the remote that they share, and what is counted. See scripts/torture."""

import json
import os
import random
import signal
import struct
import subprocess
import time
import uuid

STUCK = 30
# What a fault point does, as scripts/faults.c counts it.
COUNT, KILL, FAIL_ONCE, FAIL_FROM = range(4)


class Faults:
    """The library that is preloaded into the programs, and what it is to do. See scripts/faults.c."""

    LIBRARY = os.environ.get("TORTURE_FAULTS")

    def __init__(self, world, *roots):
        self.folder = os.path.join(world.folder, "faults")
        os.makedirs(self.folder, exist_ok=True)
        self.control = os.path.join(self.folder, "control")
        self.roots = roots
        self.environment = {}
        self.noted = None
        self.arm()

    def arm(self, mode=COUNT, at=0, error=0, contents=False):
        """Starts to count anew; `contents` keeps what files have when they are flushed or closed."""
        with open(self.control, "wb") as file:
            file.write(struct.pack("7I", 0, 0, at, mode, error, 0, 0))
        self.environment = {
            "LD_PRELOAD": self.LIBRARY,
            "FAULTS_ROOTS": ":".join(self.roots),
            "FAULTS_CONTROL": self.control,
            "FAULTS_LOG": self.log,
        }
        for path in [self.log, self.blobs]:
            subprocess.run(["rm", "-rf", path], check=True)
        if contents:
            os.makedirs(self.blobs)
            self.environment["FAULTS_BLOBS"] = self.blobs

    @property
    def log(self):
        return os.path.join(self.folder, "log")

    @property
    def blobs(self):
        return os.path.join(self.folder, "blobs")

    def number(self, index):
        with open(self.control, "rb") as file:
            return struct.unpack("7I", file.read())[index]

    @property
    def count(self):
        return self.number(1)

    @property
    def has_fired(self):
        return self.number(5) != 0

    def note(self):
        """A hook has ended well, and something was promised by it: after so many calls."""
        self.noted = len(self.lines())

    def lines(self):
        if not os.path.exists(self.log):
            return []
        with open(self.log, encoding="utf-8") as file:
            return [line.rstrip("\n").split("\t") for line in file]

    def place(self):
        """Where the fault was, for people."""
        for line in self.lines():
            if line[4] == "fault":
                return f"call {line[0]}, {line[1]} {line[3]}"
        return "no call"


class Machine:
    """A home folder with one session after another, and the programs run in it."""

    def __init__(self, name, world):
        self.name, self.world, self.programs = name, world, world.programs
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
        self.environment.update(world.variables)
        self.answers = 0
        self.clock = 0
        self.begin()

    def set_clock(self, offset):
        """Sets the clock wrong by so many seconds, for what is started from now on."""
        self.clock = offset
        self.environment["LD_PRELOAD"] = Faults.LIBRARY
        self.environment["FAULTS_CLOCK"] = str(offset)

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

    def start(self, program, *arguments, stdin=subprocess.DEVNULL, faults=None):
        return subprocess.Popen(
            [os.path.join(self.programs, program), *arguments],
            env={**self.environment, **(faults.environment if faults else {})},
            cwd=self.home,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )

    def run(self, *arguments, faults=None):
        """Runs handoff to its end; one that takes too long is stuck."""
        process = self.start("handoff", *arguments, faults=faults)
        try:
            output, _ = process.communicate(timeout=STUCK)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            self.world.stuck += 1
            return 1, "stuck: " + " ".join(arguments)
        return process.returncode, output.decode(errors="replace")

    def begin_process(self):
        """Gives the session a process, as Claude Code is."""
        self.process = subprocess.Popen(["sleep", "1000"])
        self.environment["CLAUDE_PID"] = str(self.process.pid)

    def end_process(self):
        """The session's process is gone, without a word."""
        self.process.kill()
        self.process.wait()

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
                    "timestamp": time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(time.time() + self.clock)),
                    "message": {"role": role, "content": text},
                }
                file.write(json.dumps(entry) + "\n")
                self.lines += 1
        self.last = answer
        return answer

    def hook(self, event, faults=None, **fields):
        """Runs a hook, and returns its exit status."""
        program = "handoff-cleanup" if event == "SessionEnd" else "handoff-snapshot"
        note = {
            "session_id": self.session,
            "transcript_path": self.transcript,
            "cwd": self.home,
            "hook_event_name": event,
            **fields,
        }
        process = self.start(program, stdin=subprocess.PIPE, faults=faults)
        try:
            process.communicate(json.dumps(note).encode(), timeout=STUCK)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            self.world.stuck += 1
        return process.returncode

    def answer(self, faults=None):
        """Says something, and runs the hook of the answer."""
        self.say()
        return self.hook("Stop", faults, last_assistant_message=self.last)

    def leave_note(self):
        """Runs the hook of an answer, with nobody to go on with its note."""
        self.environment["HANDOFF_EXECUTABLE"] = "/nonexistent"
        self.answer()
        self.kill(workers_only=False)
        del self.environment["HANDOFF_EXECUTABLE"]

    def settle(self, faults=None):
        """Waits for what hooks have begun; not for what would go on after a fault."""
        limit = time.monotonic() + STUCK
        while self.processes():
            if faults and faults.has_fired:
                time.sleep(0.1)
                return
            if time.monotonic() > limit:
                self.world.stuck += 1
                self.kill(workers_only=False)
            time.sleep(0.01)

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
                    if mark not in file.read() or not path.startswith(self.programs):
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
        self.address = self.remote
        self.variables = {}
        self.machines = []
        self.git("init", "--quiet", "--bare", "--initial-branch=main", self.remote)
        self.runs = self.lost = self.corrupted = self.stuck = self.mended = 0
        self.notes = []

    def end(self):
        """Ends what still runs on its machines, and removes them."""
        for machine in self.machines:
            machine.kill(workers_only=False)
        subprocess.run(["rm", "-rf", self.folder], check=True)

    def git(self, *arguments):
        return subprocess.run(["git", *arguments], capture_output=True, check=False)

    def machine(self, name, programs=None):
        machine = Machine(name, self)
        machine.programs = programs or self.programs
        self.machines.append(machine)
        status, output = machine.run(
            "init", "--remote", self.address, "--machine", name, "--allow-public"
        )
        if status != 0:
            raise SystemExit(f"{self.name}: init failed: {output}")
        return machine

    def lose(self, what):
        self.lost += 1
        self.notes.append(what)

    def parse(self, machine):
        """What is JSON in a machine's state can be read."""
        state = os.path.join(machine.home, ".local/state/handoff")
        for folder, _, names in os.walk(state):
            for name in names:
                if name.endswith(".json"):
                    try:
                        with open(os.path.join(folder, name), encoding="utf-8") as file:
                            json.load(file)
                    except ValueError as error:
                        self.corrupted += 1
                        self.notes.append(f"{folder}/{name}: {error}")

    def sound(self, *folders, after="the end"):
        """The repositories are whole."""
        for folder in folders:
            result = self.git("-C", folder, "fsck", "--full", "--no-progress")
            if result.returncode != 0:
                self.corrupted += 1
                said = (result.stderr + result.stdout).decode(errors="replace").strip()
                self.notes.append(f"{after}: {folder}: {said[:300]!r}")

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


class Stage:
    """A machine and its remote as they are now, to be put there again."""

    def __init__(self, machine):
        self.machine = machine
        machine.kill(workers_only=False)
        self.folder = os.path.join(machine.world.folder, "stage-" + str(len(os.listdir(machine.world.folder))))
        os.makedirs(self.folder)
        self.places = [machine.home, machine.world.remote]
        for place in self.places:
            subprocess.run(["cp", "-a", place, self.folder], check=True)
        self.saved = (machine.answers, machine.session, machine.lines, machine.last)

    def restore(self):
        self.machine.kill(workers_only=False)
        for place in self.places:
            subprocess.run(["rm", "-rf", place], check=True)
            copy = os.path.join(self.folder, os.path.basename(place))
            subprocess.run(["cp", "-a", copy, place], check=True)
        machine = self.machine
        machine.answers, machine.session, machine.lines, machine.last = self.saved
