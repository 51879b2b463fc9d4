"""A kill, a full disk or a failing one at every call that changes files. See scripts/torture."""

import errno
import functools
import hashlib
import os
import zlib

from machines import FAIL_FROM, FAIL_ONCE, KILL, Faults, Stage


def begin(world, with_process=False):
    """A machine with a session whose answers are on the remote."""
    desk = world.machine("desk")
    if with_process:
        desk.begin_process()
    for _ in range(2):
        desk.answer()
        desk.settle()
    world.expect(desk, "before all faults")
    return desk


# What a machine is left with before the call, and what is called; it returns true if it said that the
# answer is on the remote.


def note_answer(desk):
    desk.say()


def run_hook(desk, faults):
    if desk.hook("Stop", faults, last_assistant_message=desk.last) == 0:
        faults.note()
    desk.settle(faults)
    return False


def command(*arguments):
    def run(desk, faults):
        words = [desk.session if word == "SESSION" else word for word in arguments]
        return desk.run(*words, faults=faults)[0] == 0

    return run


def leave_note(desk):
    desk.leave_note()


def finish(desk):
    desk.leave_note()
    desk.last = None


def break_clone(desk):
    """Leaves a commit that is not pushed in a clone that cannot be opened."""
    away = desk.world.remote + ".away"
    os.rename(desk.world.remote, away)
    desk.leave_note()
    desk.run("snapshot", "--session", desk.session)
    os.rename(away, desk.world.remote)
    with open(os.path.join(desk.clone, ".git/HEAD"), "wb") as file:
        file.write(b"\0" * 20)


def add_objects(folder, count):
    """Writes objects whose names begin with 17, by which libgit2 and git estimate how many there are."""
    number = 0
    while count > 0:
        content = f"{number}".encode()
        content = b"blob %d\0" % len(content) + content
        name = hashlib.sha1(content).hexdigest()
        number += 1
        if name.startswith("17"):
            os.makedirs(os.path.join(folder, "objects/17"), exist_ok=True)
            with open(os.path.join(folder, "objects/17", name[2:]), "wb") as file:
                file.write(zlib.compress(content))
            count -= 1


def grow(desk):
    """Leaves so many objects that the next push packs them, here and on the remote."""
    add_objects(os.path.join(desk.clone, ".git"), 9)
    add_objects(desk.world.remote, 9)
    desk.world.git("-C", desk.world.remote, "config", "gc.auto", "2000")
    desk.say()


ACTIONS = {
    "hook, worker": (note_answer, run_hook),
    "sync": (leave_note, command("sync")),
    "snapshot": (note_answer, command("snapshot", "--force", "--session", "SESSION")),
    "done": (finish, command("done", "--session", "SESSION")),
    "re-clone": (break_clone, command("doctor", "--fix")),
    "upkeep": (grow, run_hook),
}
MODES = [
    ("killed", KILL, 0),
    ("disk full from", FAIL_FROM, errno.ENOSPC),
    ("disk failing at", FAIL_ONCE, errno.EIO),
]


def recover(world, desk, action, what):
    """Once the fault is over, what comes next brings everything."""
    if action == "hook, worker" or action == "upkeep" or action == "snapshot":
        # The hook that was killed has promised nothing: the next one has it all.
        desk.hook("Stop", last_assistant_message=desk.last)
    if action == "done":
        desk.run("done", "--session", desk.session)
    if action == "re-clone":
        desk.run("doctor", "--fix")
    world.expect(desk, what)
    desk.kill(workers_only=False)
    world.parse(desk)
    world.sound(world.remote, desk.clone, after=what)
    if desk.last is None:
        desk.begin()
    desk.leave_note()
    world.expect(desk, f"{what}, the next answer")
    world.runs += 1


def fault_points(action, world, runs):
    """Each call of an action in turn is the one that is not made; `runs` samples of each fault, 0 for all."""
    prepare, act = ACTIONS[action]
    desk = begin(world)
    prepare(desk)
    stage = Stage(desk)
    faults = Faults(world, desk.home, world.remote)
    act(desk, faults)
    count = faults.count
    for name, mode, error in MODES:
        points = range(1, count + 1)
        if runs and runs < count:
            points = sorted(world.random.sample(points, runs))
        for point in points:
            stage.restore()
            faults.arm(mode, point, error)
            is_told = act(desk, faults)
            what = f"{action}, {name} {faults.place()}"
            if is_told:
                told(world, desk, what)
            has_fired = faults.has_fired
            recover(world, desk, action, what)
            # Where no call was left to fail, nothing was tried.
            world.runs -= not has_fired


def told(world, desk, what):
    """What a command said is true."""
    file = desk.remote_file()
    if desk.last is None and file is not None or desk.last and desk.last not in (file or ""):
        world.lose(f"{what}: it said that all is well, and it is not")


CASES = [
    (f"faults: {action}", functools.partial(fault_points, action), 0, 2) for action in ACTIONS
]
