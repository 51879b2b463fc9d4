import Foundation
import TestSupport
import Testing

@Suite("handoff config")
struct ConfigTests {
  let journey: Journey
  let desk: JourneyMachine

  init() throws {
    journey = try Journey()
    desk = try JourneyMachine("desk", in: journey)
  }

  private var file: String? { journey.folder.read("desk/.config/handoff/config.json") }

  /// Runs `handoff config edit` with a shell script as the editor; `$1` is the file.
  private func edit(_ script: String, variable: String = "EDITOR") throws -> ProgramResult {
    try journey.folder.write("#!/bin/sh\n\(script)\n", to: "my editor")
    let path = journey.folder("my editor")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return try desk.handoff("config", "edit", extra: [variable: "'\(path)' --wait"])
  }

  @Test(
    "One setting is read, set and unset; wrong names and values are refused with what may be meant")
  func single() throws {
    #expect(try desk.succeed("config", "get", "push_interval") == "300\n")
    try desk.succeed("config", "set", "push_interval", "60")
    #expect(try desk.succeed("config", "get", "push_interval") == "60\n")
    let origin = try desk.handoff("config", "get", "push_interval", "--origin")
    #expect(origin.output == "60\n" && origin.errors.contains("/.config/handoff/config.json)"))
    let json = try desk.succeed("config", "get", "push_interval", "--json")
    #expect(json.contains(#""value" : "60""#) && json.contains(#""schemaVersion" : 1"#))
    try desk.succeed("config", "unset", "push_interval")
    #expect(try desk.succeed("config", "get", "push_interval") == "300\n")
    for words in [
      ["get", "push_intervall"], ["set", "push_intervall", "3"], ["unset", "push_intervall"],
    ] {
      let wrong = try Program.run(
        Program.built("handoff"), ["config"] + words, environment: desk.environment,
        folder: desk.home)
      #expect(wrong.status == 64 && wrong.output.isEmpty, "\(wrong)")
      #expect(wrong.errors.contains("“push_intervall”. Did you mean: push_interval"), "\(wrong)")
    }
    let value = try desk.handoff("config", "set", "push_interval", "5m")
    #expect(value.status == 64 && value.errors.contains("a number of seconds, not “5m”"))
    #expect(try desk.handoff("config", "get", "zzz").errors.contains("mean") == false)
  }

  @Test("An edited copy takes the place of the file once it can be read")
  func edited() throws {
    let first = try edit(
      #"shift; case $1 in */config.json) ;; *) exit 3;; esac; printf '{"push_interval": 7, "modle": 1}\n' >"$1""#
    )
    #expect(first.status == 0 && first.errors.contains("Changed ~/.config/handoff/config.json"))
    #expect(first.errors.contains("no setting “modle”. Did you mean: model"), "\(first)")
    #expect(file == "{\"push_interval\": 7, \"modle\": 1}\n")
    #expect(try desk.succeed("config", "get", "push_interval") == "7\n")
    let same = try edit("exit 0", variable: "VISUAL")
    #expect(same.status == 0 && same.errors.contains("Nothing was changed"), "\(same)")
    for (script, reason) in [
      (#"shift; echo '{' >"$1""#, "ends too early"),
      (#"shift; printf '{\n"push_interval": "5m"}' >"$1""#, "seconds, not “5m”"),
      ("exit 1", "has failed"), ("kill -9 $$", "has failed"),
      (
        #"shift; echo '{"model":"x"}' >"$1"; echo '{}' >"$HOME/.config/handoff/config.json""#,
        "config.json"
      ),
    ] {
      let before = file
      let wrong = try edit(script)
      #expect(wrong.status != 0 && wrong.errors.contains(reason), "\(script): \(wrong)")
      #expect(file == before || file == "{}\n", "\(script)")
    }
    let none = try desk.handoff("config", "edit", extra: ["VISUAL": "", "EDITOR": ""])
    #expect(none.status == 64 && none.errors.contains("EDITOR=nano"), "\(none)")
    let state = try FileManager.default.contentsOfDirectory(
      atPath: desk.home + "/.local/state/handoff")
    #expect(!state.contains { $0.hasPrefix("edit") })
  }
}
