"""Compares the Swift code in documents with code that is compiled.

usage: snippets.py FOLDER DOCUMENT…

Each block of Swift in a document must stand, line for line and however far it is indented, in a file
of the folder. Exits with 1 if one does not.
"""

import pathlib
import re
import sys
import textwrap

BLOCK = re.compile(r"^```swift\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def stands_in(block, lines):
    wanted = textwrap.dedent(block).splitlines()
    for start, line in enumerate(lines):
        if line.strip() == wanted[0].strip():
            found = "\n".join(lines[start : start + len(wanted)])
            if textwrap.dedent(found).splitlines() == wanted:
                return True
    return False


def main():
    folder, *documents = map(pathlib.Path, sys.argv[1:])
    files = [
        file.read_text().splitlines()
        for file in sorted(folder.rglob("*.swift"))
        if ".build" not in file.parts
    ]
    blocks = 0
    is_compiled = True
    for document in documents:
        for match in BLOCK.finditer(text := document.read_text()):
            blocks += 1
            if not any(stands_in(match[1], lines) for lines in files):
                is_compiled = False
                line = text[: match.start()].count("\n") + 1
                print(f"{document}:{line}: this code stands in no file of {folder}")
    if not blocks:
        sys.exit("snippets.py: no code in the documents")
    print(f"{blocks} blocks of Swift in {len(documents)} documents")
    sys.exit(not is_compiled)


main()
