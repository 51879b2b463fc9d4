"""Writes what the programs of a release are made of, as SPDX 2.3 in JSON.

The standard input has the Debian packages whose archives are linked in, "name version" a line. The same
input gives the same bytes.
"""

import argparse
import datetime
import hashlib
import json
import pathlib
import sys
from urllib.parse import quote

LICENSES = {
    "libgit2-dev": "GPL-2.0-only WITH GCC-exception-2.0",
    "libhttp-parser-dev": "MIT",
    "libmbedtls-dev": "Apache-2.0 OR GPL-2.0-or-later",
    "libpcre2-dev": "BSD-3-Clause",
    "libsodium-dev": "ISC",
    "libyaml-dev": "MIT",
    "zlib1g-dev": "Zlib",
    "libc6-dev": "LGPL-2.1-or-later",
}


def package(name, version, license="NOASSERTION", purl=None, download="NOASSERTION"):
    found = {
        "SPDXID": "SPDXRef-" + "".join(c if c.isalnum() or c in ".-" else "-" for c in name),
        "name": name,
        "versionInfo": version,
        "downloadLocation": download,
        "filesAnalyzed": False,
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": license,
        "copyrightText": "NOASSERTION",
    }
    if purl:
        found["externalRefs"] = [
            {
                "referenceCategory": "PACKAGE-MANAGER",
                "referenceType": "purl",
                "referenceLocator": purl,
            }
        ]
    return found


def main():
    parser = argparse.ArgumentParser()
    for name in ["version", "commit", "time", "swift", "resolved", "programs"]:
        parser.add_argument("--" + name, required=True)
    options = parser.parse_args()
    programs = []
    for path in sorted(pathlib.Path(options.programs).iterdir()):
        if not path.name.startswith("handoff") or "." in path.name:
            continue
        content = path.read_bytes()
        programs.append(
            {
                "SPDXID": "SPDXRef-File-" + path.name,
                "fileName": "./bin/" + path.name,
                "checksums": [
                    {"algorithm": "SHA1", "checksumValue": hashlib.sha1(content).hexdigest()},
                    {"algorithm": "SHA256", "checksumValue": hashlib.sha256(content).hexdigest()},
                ],
                "licenseConcluded": "NOASSERTION",
                "copyrightText": "NOASSERTION",
            }
        )
    own = package("handoff", options.version, "MIT")
    # A package that has files is told by them (SPDX 2.3, 7.9).
    digests = sorted(program["checksums"][0]["checksumValue"] for program in programs)
    own["filesAnalyzed"] = True
    own["packageVerificationCode"] = {
        "packageVerificationCodeValue": hashlib.sha1("".join(digests).encode()).hexdigest()
    }
    if options.commit:
        own["sourceInfo"] = "git commit " + options.commit
    parts = [package("swift", options.swift, "Apache-2.0 WITH Swift-exception")]
    for pin in json.loads(pathlib.Path(options.resolved).read_text())["pins"]:
        state = pin["state"]
        parts.append(
            package(
                pin["identity"],
                state["version"],
                "Apache-2.0 WITH Swift-exception",
                download=f"git+{pin['location']}@{state['revision']}",
            )
        )
    for line in sys.stdin:
        if line.strip():
            name, version = line.split()
            parts.append(
                package(name, version, LICENSES.get(name, "NOASSERTION"), f"pkg:deb/debian/{quote(name)}@{quote(version, safe=':~')}")
            )
    identity = hashlib.sha256(json.dumps([own, parts, programs]).encode()).hexdigest()
    created = datetime.datetime.fromtimestamp(int(options.time), datetime.timezone.utc)
    json.dump(
        {
            "spdxVersion": "SPDX-2.3",
            "dataLicense": "CC0-1.0",
            "SPDXID": "SPDXRef-DOCUMENT",
            "name": "handoff-" + options.version,
            "documentNamespace": "https://spdx.org/spdxdocs/handoff-" + identity,
            "creationInfo": {
                "created": created.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "creators": ["Tool: handoff-scripts-spdx"],
            },
            "packages": [own] + parts,
            "files": programs,
            "relationships": [
                {
                    "spdxElementId": "SPDXRef-DOCUMENT",
                    "relationshipType": "DESCRIBES",
                    "relatedSpdxElement": own["SPDXID"],
                }
            ]
            + [
                {
                    "spdxElementId": own["SPDXID"],
                    "relationshipType": "CONTAINS",
                    "relatedSpdxElement": program["SPDXID"],
                }
                for program in programs
            ]
            + [
                {
                    "spdxElementId": own["SPDXID"],
                    "relationshipType": "STATIC_LINK",
                    "relatedSpdxElement": part["SPDXID"],
                }
                for part in parts
            ],
        },
        sys.stdout,
        indent=1,
        sort_keys=True,
    )
    print()


main()
