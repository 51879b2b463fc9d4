"""The disk as a power cut leaves it, at every flush. See scripts/torture.

The model is the strict one: what a file has is on the disk after its flush, a name after its folder's flush,
and everything after a flush of all. What was not flushed may have arrived all the same, in part, or in
another order. Calls are recorded while an action runs (scripts/faults.c); each state that the disk may be in
is then put in the place of the real one, and what comes next has to bring back all that was promised.
"""

import functools
import hashlib
import os
import subprocess
import time

from faultpoints import ACTIONS, begin, told
from machines import Faults, Stage


class Content:
    """What a file has: a file somewhere else that is a copy of it."""

    def __init__(self, path=None):
        self.path = path
        self.known = b"" if path is None else None

    def bytes(self):
        if self.known is None:
            with open(self.path, "rb") as file:
                self.known = file.read()
        return self.known


class File:
    def __init__(self, content=None):
        self.now = content or Content()
        self.durable = content


class Folder:
    def __init__(self):
        self.now, self.durable = {}, {}


class Link:
    def __init__(self, target):
        self.target = target


# The ways in which contents that were not flushed may have arrived: nothing, all, NULs, a part.
WAYS = ["nothing", "all", "nuls", "part"]


def arrived(file, way):
    """The bytes of a file after the power cut."""
    old = file.durable.bytes() if file.durable else b""
    if file.durable is file.now or way == "nothing":
        return old
    new = file.now.bytes()
    if way == "all":
        return new
    if way == "nuls":
        return old + b"\0" * max(0, len(new) - len(old))
    return old + new[len(old) : (len(old) + len(new)) // 2]


class Disk:
    """The files below some folders, as programs see them and as they are on the disk."""

    def __init__(self, stage, inodes):
        self.roots = {}
        self.nodes = {}
        self.inodes = inodes
        for place in stage.places:
            self.roots[place] = self.load(os.path.join(stage.folder, os.path.basename(place)), place)

    def load(self, copy, place):
        """Takes a folder of the stage; the inodes are those of the real place."""
        folder = Folder()
        for entry in os.scandir(copy):
            path = os.path.join(place, entry.name)
            if entry.is_symlink():
                node = Link(os.readlink(entry.path))
            elif entry.is_dir():
                node = self.load(entry.path, path)
            elif entry.is_file():
                node = File(Content(entry.path))
            else:
                # A pipe is nothing but a name; whoever needs it makes it.
                continue
            folder.now[entry.name] = node
            self.nodes[self.inodes[path]] = node
        folder.durable = dict(folder.now)
        return folder

    def find(self, path):
        """The folder that has a name, and the name."""
        path = os.path.normpath(path)
        for root, folder in self.roots.items():
            if path == root:
                return None, folder
            if path.startswith(root + "/"):
                *parents, name = path[len(root) + 1 :].split("/")
                for parent in parents:
                    folder = folder.now.get(parent) if isinstance(folder, Folder) else None
                return (folder, name) if isinstance(folder, Folder) else (None, None)
        return None, None

    def at(self, path):
        folder, name = self.find(path)
        if folder is None:
            return name if isinstance(name, Folder) else None
        return folder.now.get(name)

    def put(self, path, node):
        folder, name = self.find(path)
        if folder is None:
            return
        if node is None:
            folder.now.pop(name, None)
        else:
            folder.now[name] = node

    def play(self, operation, inode, path, more, blobs):
        """Does what a line of the record says."""
        if operation == "create":
            self.nodes[inode] = File()
            self.put(path, self.nodes[inode])
        elif operation == "mkdir":
            self.put(path, Folder())
        elif operation == "symlink":
            self.put(path, Link(more))
        elif operation == "truncate":
            self.nodes.setdefault(inode, File()).now = Content()
        elif operation == "close" and inode in self.nodes:
            self.nodes[inode].now = Content(os.path.join(blobs, more))
        elif operation == "flush" and inode in self.nodes:
            self.nodes[inode].now = Content(os.path.join(blobs, more))
            self.nodes[inode].durable = self.nodes[inode].now
        elif operation == "rename":
            node = self.at(path)
            self.put(path, None)
            self.put(more, node)
        elif operation == "exchange":
            first, second = self.at(path), self.at(more)
            self.put(path, second)
            self.put(more, first)
        elif operation == "link":
            self.put(more, self.at(path))
        elif operation in ("unlink", "rmdir"):
            self.put(path, None)
        elif operation == "flush-folder":
            folder = self.at(path)
            if isinstance(folder, Folder):
                folder.durable = dict(folder.now)
        elif operation == "flush-all":
            for folder in self.roots.values():
                self.flush(folder)

    def flush(self, node):
        if isinstance(node, Folder):
            node.durable = dict(node.now)
            for child in node.now.values():
                self.flush(child)
        elif isinstance(node, File):
            node.durable = node.now

    def tree(self, cut, names, way):
        """What is left: path to bytes, `None` for a folder, a `Link` for a link.

        `cut` are the roots on the disk that lost its power, `names(folder)` are the names that one has then.
        """
        found = {}

        def walk(path, node):
            lost = any(path == root or path.startswith(root + "/") for root in cut)
            if isinstance(node, Folder):
                found[path] = None
                for name, child in (names(node) if lost else node.now).items():
                    walk(os.path.join(path, name), child)
            elif isinstance(node, File):
                found[path] = arrived(node, way(node)) if lost else node.now.bytes()
            else:
                found[path] = node

        for root, folder in self.roots.items():
            walk(root, folder)
        return found


def some_names(random):
    """Of the changed names of a folder, some have arrived, and some have not."""

    def names(folder):
        kept = {}
        for name in sorted(folder.now.keys() | folder.durable.keys()):
            now, durable = folder.now.get(name), folder.durable.get(name)
            node = now if now is durable or random.random() < 0.5 else durable
            if node is not None:
                kept[name] = node
        return kept

    return names


def states(disk, cut, random):
    """The states in which a power cut may leave the disk now."""
    strict = lambda folder: folder.durable
    every = lambda folder: folder.now
    yield "nothing more arrived", disk.tree(cut, strict, lambda file: "nothing")
    for way in WAYS:
        yield f"names arrived, of contents {way}", disk.tree(cut, every, lambda file: way)
    for _ in range(2):
        yield (
            "some arrived",
            disk.tree(cut, some_names(random), lambda file: random.choice(WAYS)),
        )


def write(tree, spared):
    """Puts a tree in the place of what is there, but for some folders."""
    for path in sorted(tree):
        if any(path == place or path.startswith(place + "/") for place in spared):
            continue
        content = tree[path]
        if content is None:
            os.makedirs(path, exist_ok=True)
        elif isinstance(content, Link):
            os.symlink(content.target, path)
        else:
            with open(path, "wb") as file:
                file.write(content)
            # The time that it takes to switch a machine on again.
            os.utime(path, (time.time() - 60,) * 2)


def fingerprint(tree):
    """States that are alike are tried once."""
    digest = hashlib.sha256()
    for path in sorted(tree):
        content = tree[path]
        text = content.target.encode() if isinstance(content, Link) else content or b""
        digest.update(f"{path}\0{type(content).__name__}".encode() + hashlib.sha256(text).digest())
    return digest.digest()


def inodes(stage):
    """The inodes of all that is on the stage."""
    found = {}
    for place in stage.places:
        for folder, folders, names in os.walk(place):
            for name in folders + names:
                path = os.path.join(folder, name)
                found[path] = os.lstat(path).st_ino
    return found


def power_cut(action, world, runs):
    """Records an action, and cuts the power at each of its steps; `runs` samples, 0 for all states."""
    prepare, act = ACTIONS[action]
    desk = begin(world, with_process=True)
    before = desk.last
    prepare(desk)
    stage = Stage(desk)
    stage.restore()
    known = inodes(stage)
    faults = Faults(world, desk.home, world.remote)
    faults.arm(contents=True)
    is_told = act(desk, faults)
    desk.settle()
    desk.end_process()
    if is_told:
        told(world, desk, action)
    final = (desk.answers, desk.session, desk.lines, desk.last)
    talks = os.path.join(world.folder, "claude")
    subprocess.run(["cp", "-a", os.path.join(desk.home, ".claude"), talks], check=True)
    lines = faults.lines()
    blobs = faults.blobs + ".kept"
    os.rename(faults.blobs, blobs)
    found = {}
    for cut in ([desk.home], [world.remote], [desk.home, world.remote]):
        # What is on the disk of the other is there in any case.
        disk = Disk(stage, known)
        places = " and ".join(os.path.basename(place) for place in cut)
        for number, (_, operation, inode, path, more, _) in enumerate(lines, 1):
            disk.play(operation, int(inode), path, more, blobs)
            for name, tree in states(disk, cut, world.random):
                is_due = is_told and number == len(lines) or number >= (faults.noted or len(lines) + 1)
                where = f"{action}, {places} cut after {number}, {operation} {path}: {name}"
                found.setdefault((fingerprint(tree), is_due), (is_due, where, tree))
    chosen = list(found.values())
    if runs and runs < len(chosen):
        chosen = world.random.sample(chosen, runs)
    for is_due, what, tree in chosen:
        desk.kill(workers_only=False)
        for place in stage.places:
            subprocess.run(["rm", "-rf", place], check=True)
        write(tree, [os.path.join(desk.home, ".claude")])
        subprocess.run(["cp", "-a", talks, os.path.join(desk.home, ".claude")], check=True)
        desk.answers, desk.session, desk.lines, desk.last = final
        restart(world, desk, action, before, is_due, what)


def restart(world, desk, action, before, is_due, what):
    """The machine is on again: what was promised is there, and the next answer comes through."""
    newest = desk.last
    status, output = desk.run("sync")
    if status != 0:
        # Where the action was to mend a clone, that is done again; else nothing may be damaged.
        if not action.startswith("re-clone"):
            world.corrupted += 1
            world.notes.append(f"{what}: sync said {output.strip()!r}")
        desk.run("doctor", "--fix")
        status, output = desk.run("sync")
    file = desk.remote_file()
    if is_due:
        told(world, desk, what)
    elif newest is not None and (file is None or not (before in file or newest in file)):
        world.lose(f"{what}: nothing is on the remote; sync said {output.strip()!r}")
    world.parse(desk)
    world.sound(world.remote, desk.clone, after=what)
    if desk.last is None:
        desk.begin()
    desk.begin_process()
    desk.leave_note()
    world.expect(desk, f"{what}, the next answer")
    desk.end_process()
    world.runs += 1


CASES = [
    (f"power cut: {action}", functools.partial(power_cut, action), 0, 3) for action in ACTIONS
]
