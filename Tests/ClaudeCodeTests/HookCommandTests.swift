import Testing

@testable import ClaudeCode

@Suite struct HookCommandTests {
  @Test(arguments: [
    "handoff-snapshot", "/usr/bin/handoff-cleanup", "~/bin/handoff-snapshot",
    "./handoff-cleanup -v",
    "'/a b/handoff-snapshot' --x", #""/a b/handoff-snapshot""#, #""$HOME/bin/handoff-cleanup" x"#,
    #"/a\ b/handoff-snapshot"#, #"C:\Users\me\handoff-snapshot.exe"#, "C:/x/handoff-cleanup.EXE -a",
    "A=1 B_2='x y' handoff-snapshot", "exec handoff-snapshot", "/usr/bin/handoff-snapshot;true",
    "handoff-snapshot>/dev/null 2>&1", "  handoff-snapshot  ", "env X=1 handoff-cleanup",
  ])
  func ours(command: String) { #expect(HookCommand.isOurs(command)) }

  @Test(arguments: [
    "", " ", "'", "\\", "handoff", "handoff-snapshots", "handoff-snapshot-old",
    "my-handoff-cleanup",
    "echo handoff-snapshot", "/usr/bin/handoff-snapshot/x", "cat /bin/handoff-snapshot",
    "true; handoff-snapshot", "A=1; handoff-snapshot", "handoff-snapshot.sh", "1=2 x",
  ])
  func others(command: String) { #expect(!HookCommand.isOurs(command)) }

  @Test(arguments: [
    ("/usr/local/bin/handoff-snapshot", "/usr/local/bin/handoff-snapshot"),
    ("/a b/handoff-snapshot", "'/a b/handoff-snapshot'"),
    ("/it's/handoff-cleanup", #"'/it'\''s/handoff-cleanup'"#),
    ("/ä/handoff-cleanup", "'/ä/handoff-cleanup'"),
    ("/$(x)/handoff-cleanup", "'/$(x)/handoff-cleanup'"), ("", "''"),
  ])
  func quoting(path: String, command: String) {
    #expect(HookCommand.shellCommand(for: path) == command)
    #expect(HookCommand.isOurs(command) == !path.isEmpty)
  }
}
