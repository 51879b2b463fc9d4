import Foundation
import TestSupport
import Testing

@Suite("A loose object that is cut short hangs no command")
struct CutObjectTests {
  static let commands = [
    ["list"], ["status"], ["show", "1"], ["sync"], ["done", "1"],
    ["resume", "1", "--print"], ["restore", "1"], ["compact", "--yes"],
    ["snapshot", "--force", "--session", JourneyMachine.session],
    ["worker", JourneyMachine.session],
  ]

  /// Those that need all of the list.
  static let readers: Set = ["list", "show", "done", "resume"]

  /// What is wrong with the object of a snapshot, as a script that is run in the clone does it; `$1` is
  /// its name, `$2` its file.
  private static let damages = [
    "cut": "truncate -s -5 $2", "cut at the beginning": "truncate -s 1 $2", "empty": ": >$2",
    "missing": "rm $2", "no zlib stream": "echo nothing >$2",
    "another content": "python3 -c 'import zlib; print(end=\"\"); open(\"'$2'\", \"wb\")"
      + ".write(zlib.compress(b\"blob 3\\0abc\"))'",
    "another size": "python3 -c 'import zlib; d = zlib.decompress(open(\"'$2'\", \"rb\").read()); "
      + "open(\"'$2'\", \"wb\").write(zlib.compress(d + b\"more\"))'",
    "a smaller size":
      "python3 -c 'import zlib; d = zlib.decompress(open(\"'$2'\", \"rb\").read()); "
      + "open(\"'$2'\", \"wb\").write(zlib.compress(d[:-100]))'",
    "a huge size": "python3 -c 'import zlib; "
      + "open(\"'$2'\", \"wb\").write(zlib.compress(b\"blob 999999\\0abc\"))'",
    "a damaged pack": """
    git repack -adq --depth=0 && chmod u+w .git/objects/pack/*.pack &&
    at=$(git verify-pack -v .git/objects/pack/*.idx | sed -n "s/^$1 blob *[0-9]* *[0-9]* //p") &&
    printf XXXXXXXX | dd of=$(echo .git/objects/pack/*.pack) bs=1 seek=$((at + 20)) conv=notrunc status=none
    """,
  ]

  @Test("One file's damage is one refused row", arguments: damages.keys.sorted())
  func file(_ damage: String) throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    let clone = desk.home + "/.local/share/handoff/repo"
    let own = "tasks/desk-\(JourneyMachine.session).md"
    let other = "tasks/laptop-33785254-a340-4684-9d05-f25b432bddab.md"
    let text = try Git.run(in: clone, "show", "HEAD:\(own)")
      .replacing("title: ", with: "title: Another of ").replacing("machine: desk", with: "")
      .replacing("session_id: ", with: "was: ")
    // The last one in a pack is the one that a cut takes away.
    try Data((text + "\n").utf8).write(to: URL(filePath: "\(clone)/\(other)"))
    try Git.run(in: clone, "add", ".")
    try Git.run(in: clone, "commit", "-qm", "Another")
    let id = try Git.run(in: clone, "rev-parse", "HEAD:\(own)")
    let file = ".git/objects/\(id.prefix(2))/\(id.dropFirst(2))"
    let made = try Program.run(
      "/bin/sh", ["-c", "chmod u+w $2; " + (Self.damages[damage] ?? ""), "sh", id, file],
      environment: Git.environment, folder: clone)
    try #require(made.status == 0, "\(made.errors)")
    let cache = desk.home + "/.local/state/handoff"
    // What is remembered of a file is right, however its copy here is damaged.
    for name in try FileManager.default.contentsOfDirectory(atPath: cache)
    where name.contains("rows") {
      try FileManager.default.removeItem(atPath: "\(cache)/\(name)")
    }
    let list = try desk.handoff("list", "--no-fetch")
    #expect(list.status == 0, "\(list.errors)")
    let lines = list.output.split(separator: "\n")
    #expect(lines.count == 2, "\(list.output)")
    #expect(lines.contains { $0.contains("Another of ") }, "\(list.output)")
    #expect(
      lines.contains {
        $0.contains("\tunreadable\t")
          && $0.contains("this clone's copy of it is missing or damaged")
      }, "\(list.output)")
    #expect(list.errors.contains("handoff doctor --fix"), "\(list.errors)")
    let doctor = try desk.handoff("doctor", "objects")
    #expect(
      doctor.status == 1 && (doctor.output + doctor.errors).contains("handoff doctor --fix"),
      "\(doctor)")
    let show = try desk.handoff("show", String(JourneyMachine.session.prefix(8)))
    #expect(show.status == 70 && show.errors.contains("handoff doctor --fix"), "\(show)")
    try desk.succeed("doctor", "--fix")
    let mended = try desk.handoff("list", "--no-fetch")
    #expect(!mended.output.contains("\tunreadable\t") && mended.status == 0, "\(mended)")
  }

  @Test("The folder and the commit", arguments: ["HEAD:tasks", "HEAD"])
  func cut(_ name: String) throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    let clone = desk.home + "/.local/share/handoff/repo"
    let id = try Git.run(in: clone, "rev-parse", name)
    let file = "\(clone)/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))"
    let whole = try Data(contentsOf: URL(fileURLWithPath: file))
    for size in [1, whole.count / 2, whole.count - 5] {
      try FileManager.default.removeItem(atPath: file)
      try whole.prefix(size).write(to: URL(fileURLWithPath: file))
      for command in Self.commands {
        let result = try Program.run(
          "/usr/bin/timeout", ["-s", "KILL", "20", Program.built("handoff")] + command,
          environment: desk.environment, folder: desk.home)
        #expect(result.status < 124, "\(command), \(size) of \(whole.count) bytes: \(result)")
        if command == ["status"] {
          #expect(
            result.status == 0 && result.output.contains("handoff doctor --fix"), "\(result)")
        }
        if Self.readers.contains(command[0]) {
          #expect(
            result.status == 70 && result.errors.contains("handoff doctor --fix"), "\(result)")
        }
      }
    }
  }
}
