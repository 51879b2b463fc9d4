"""Fills a remote quickly: bench-history.py REPOSITORY PATTERN tasks FIRST LAST | commits COUNT

Adds tasks of another machine, so many in one commit, or commits that each change one of ten such tasks, made after
the pattern: the path of a snapshot in the repository, tasks/MACHINE-SESSION.md.
"""

import re
import subprocess
import sys

repository, pattern, kind, *numbers = sys.argv[1:]
session = re.fullmatch(r"tasks/\w+-([0-9a-f-]{36})\.md", pattern).group(1)
git = ["git", "-C", repository]
text = subprocess.run([*git, "show", f"main:{pattern}"], stdout=subprocess.PIPE, check=True).stdout.decode()
now = 1_760_000_000


def task(number, version):
    """The command that writes a task's file."""
    own = f"{number:08x}{session[8:]}"
    lines = text.replace(session, own)
    lines = re.sub(r"^machine: .*", "machine: laptop", lines, flags=re.M)
    lines = re.sub(r"^(title: .*)", rf"\1 {number}{version}", lines, flags=re.M).encode()
    return b"M 100644 inline tasks/laptop-%s.md\ndata %d\n%s\n" % (own.encode(), len(lines), lines)


def commits():
    if kind == "tasks":
        first, last = map(int, numbers)
        yield b"".join(task(number, "") for number in range(first, last + 1))
    else:
        for count in range(int(numbers[0])):
            yield task(2 + count % 10, f" {count}")


with subprocess.Popen([*git, "fast-import", "--quiet", "--force"], stdin=subprocess.PIPE) as importer:
    for number, changes in enumerate(commits()):
        message = f"commit refs/heads/main\ncommitter Bench <bench@example.invalid> {now + number} +0000\n"
        importer.stdin.write((message + "data 5\nbench\n").encode())
        importer.stdin.write(b"from refs/heads/main^0\n" if number == 0 else b"")
        importer.stdin.write(changes)
sys.exit(importer.returncode)
