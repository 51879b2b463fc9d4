"""The guards against loss, each with the test that fails without it. See scripts/guards."""

import argparse
import os
import subprocess
import sys

# Name, file below Sources, the guard's text, the text without it, the tests that must fail.
GUARDS = [
    (
        "what a pass has taken is owed until it is settled",
        "HandoffKit/Sessions/SessionPass.swift",
        "if hasNotes { record.unsettledSince = record.unsettledSince ?? context.now() }",
        "",
        "RecoveryTests",
    ),
    (
        "what has arrived is what the remote holds",
        "HandoffKit/Machine/MachineRepository.swift",
        "let isLost = known.isToBeThere && path.map { paths.contains($0) } == false",
        "let isLost = known.isToBeThere && path == nil",
        "RecoveryTests",
    ),
    (
        "commits that nobody waits for are pushed",
        "HandoffKit/Machine/MachineRepository.swift",
        "count > 0 else { return false }",
        "count > 1_000_000 else { return false }",
        "RecoveryTests",
    ),
    (
        "an end by a clock that was ahead mutes nobody",
        "HandoffKit/Records/SessionRecord.swift",
        "end.at < time || end.at > now else",
        "end.at < time else",
        "RecoveryTests",
    ),
    (
        "a prompt after the task was done is known by another time, not by a later one",
        "HandoffKit/Sessions/SessionPass+Ending.swift",
        "abs($0.timeIntervalSince(known)) > 0.0005",
        "$0 > done",
        "SkillSentenceTests",
    ),
    (
        "a fresh lock in the way of a fetch is waited for",
        "SyncRepo/Repository/SyncRepository+Synchronize.swift",
        'try awaitLock(gitFolder + trackingReference + ".lock")',
        'removeStaleLock(gitFolder + trackingReference + ".lock", after: 5)',
        "WorkingTreeTests",
    ),
    (
        "of two installations the one that is ahead stays, in a replay",
        "SnapshotStore/Snapshots.swift",
        "return other > sequence(ours ?? before) ?? other",
        "return other < 0",
        "InstallationTests",
    ),
    (
        "of two installations the one that is ahead stays, in a pass",
        "HandoffKit/Sessions/SessionPass+Writing.swift",
        "return newest > own\n",
        "return newest < 0 && own < 0\n",
        "InstallationTests",
    ),
    (
        "the branch is pinned",
        "SyncRepo/Repository/RepositorySupport.swift",
        "if let pinned = PinnedBranch(in: repository.gitFolder, name: name) { return (folder, pinned) }",
        "",
        "BranchTests",
    ),
    (
        "another history in the place of the branch is refused",
        "SyncRepo/Repository/SyncRepository+Synchronize.swift",
        "guard holds || isCompacted else {",
        "guard holds || isCompacted || !name.isEmpty else {",
        "BranchTests",
    ),
    (
        "a remote that was set back gets everything again",
        "SyncRepo/Repository/SyncRepository+Synchronize.swift",
        "if tip == remoteTip {",
        "if tip == remoteTip || tip != nil {",
        "BranchTests",
    ),
    (
        "a person's commits that conflict are put aside, not dropped",
        "SyncRepo/Repository/SyncRepository+Replay.swift",
        "if result.leavesCommits { try putAside(local) }",
        "",
        "ReplayTests|BranchTests",
    ),
    (
        "of its own files a writer's version stays",
        "SyncRepo/Repository/SyncRepository+Replay.swift",
        "applies = try !keepsTheirs(change, theirs)",
        "applies = false",
        "ReplayTests",
    ),
    (
        "another machine's file is removed only as it was seen",
        "SyncRepo/Repository/SyncRepository+Replay.swift",
        "var applies = untouched",
        "var applies = untouched || byOurs",
        "ReplayTests",
    ),
    (
        "a file that was changed by hand is not overwritten",
        "SyncRepo/Repository/SyncRepository+WorkingTree.swift",
        "guard try isUntouched(file, change) else {",
        "guard try isUntouched(file, change) || !file.isEmpty else {",
        "ReplayTests",
    ),
    (
        "nothing is written through a link",
        "SyncRepo/Repository/SyncRepository+WorkingTree.swift",
        "guard isReachable(change.path) else {",
        "guard isReachable(change.path) || !file.isEmpty else {",
        "ReplayTests",
    ),
    (
        "a push to a path compares before it sets",
        "Git2/Remotes/LocalRemote.swift",
        "guard try local.contains(tip), try local.isAncestor(tip, of: commit) else { return .moved }",
        "_ = try local.contains(tip)",
        "LocalRemoteTests|SyncRepoTests.RaceTests",
    ),
    (
        "a machine that heard nothing follows a compacted history with what is new alone",
        "SyncRepo/Repository/SyncRepository+Compact.swift",
        "return try repository.contains(id) ? id : lastHeard",
        "return try repository.contains(id) ? id : nil",
        "UpkeepTests",
    ),
    (
        "a store that was copied in part is cleared",
        "Git2/Repository+Packing.swift",
        "for name in LocalFile.names(in: to) where name.utf8.count == 2",
        "for name in LocalFile.names(in: to) where name.utf8.count == 3",
        "UpkeepTests",
    ),
    (
        "notes that were taken are no leftovers",
        "HandoffKit/Machine/LeftoverFiles.swift",
        'name.hasSuffix(".tmp") && !name.hasSuffix(".taken.tmp")',
        'name.hasSuffix(".tmp")',
        "RecoveryTests",
    ),
    (
        "what is forgotten does not come back in a replay",
        "SyncRepo/Repository/SyncRepository+Replay.swift",
        "if !byPerson, try isBanned(change, among: changes, onto) { continue }",
        "",
        "ForgetTests",
    ),
    (
        "staged files outlive a replaced history",
        "Git2/Repository+Packing.swift",
        "reached.formUnion(try indexedObjects().filter { !old.contains($0) })",
        "",
        "ForgetTests",
    ),
    (
        "nothing is pruned while a merge or another working tree may need it",
        "Git2/Repository+Packing.swift",
        'guard isIdle, Repository.files(below: commonFolder + "worktrees/").isEmpty else { return false }',
        "",
        "UpkeepTests",
    ),
]


def run(*command):
    return subprocess.run(command, capture_output=True, check=False)


def main():
    parser = argparse.ArgumentParser(prog="scripts/guards", description=__doc__)
    parser.add_argument("--list", action="store_true", help="only list them")
    parser.add_argument("--only", help="those whose name has this in it")
    options = parser.parse_args()
    failed = 0
    for name, file, guard, without, tests in GUARDS:
        if options.only and options.only not in name:
            continue
        path = os.path.join("Sources", file)
        with open(path, encoding="utf-8") as source:
            text = source.read()
        if text.count(guard) != 1:
            print(f"gone    {name}: {path} does not have it once")
            failed += 1
            continue
        if options.list:
            print(f"{name}: {path}, {tests}")
            continue
        try:
            with open(path, "w", encoding="utf-8") as source:
                source.write(text.replace(guard, without))
            build = run("swift", "build", "--build-tests")
            if build.returncode != 0:
                result = "broken"
            else:
                test = run("swift", "test", "--skip-build", "--parallel", "--filter", tests)
                result = "caught" if test.returncode != 0 else "missed"
        finally:
            with open(path, "w", encoding="utf-8") as source:
                source.write(text)
        print(f"{result:<8}{name}", flush=True)
        failed += result != "caught"
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
