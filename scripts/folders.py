"""Looks for cycles among the folders of a module.

usage: folders.py FOLDER…

A folder points to another one if its code names a type that is declared there. Prints the names
behind each arrow of a cycle, and exits with 1 if there is one.
"""

import collections
import pathlib
import re
import sys

DECLARATION = re.compile(
    r"^(?:(?:public|package|internal|private|fileprivate|final|indirect|nonisolated|@\w+)\s+)*"
    r"(?:struct|class|enum|actor|protocol|typealias)\s+(\w+)",
    re.MULTILINE,
)
NOT_CODE = re.compile(r'//.*|^(?:\w+ )?import \w+$|"(?:\\.|[^"\\\n])*"', re.MULTILINE)


def arrows(module):
    """Returns the names by (from, to); the files beside the folders count as a folder, too."""
    code = collections.defaultdict(str)
    for file in sorted(module.rglob("*.swift")):
        parts = file.relative_to(module).parts
        code[parts[0] if len(parts) > 1 else "."] += NOT_CODE.sub("", file.read_text())
    homes = collections.defaultdict(set)
    for folder, text in code.items():
        for name in DECLARATION.findall(text):
            homes[name].add(folder)
    found = collections.defaultdict(set)
    for folder, text in code.items():
        for name in set(re.findall(r"\b[A-Z]\w+", text)):
            # A name that is declared twice says nothing.
            for home in homes[name] if len(homes[name]) == 1 else ():
                if home != folder:
                    found[folder, home].add(name)
    return found


def reachable(start, found):
    seen, waiting = set(), [start]
    while waiting:
        here = waiting.pop()
        for tail, head in found:
            if tail == here and head not in seen:
                seen.add(head)
                waiting.append(head)
    return seen


def main():
    is_free = True
    for name in sys.argv[1:]:
        found = arrows(pathlib.Path(name))
        for (tail, head), names in sorted(found.items()):
            if tail in reachable(head, found):
                is_free = False
                print(f"{name}: {tail} -> {head}: {', '.join(sorted(names))}")
    sys.exit(not is_free)


main()
