import Foundation
import TestSupport
import Testing

@Suite("handoff machine")
struct MachineTests {
  @Test(
    "The address of a machine is set, shown, listed and removed, in this machine's configuration")
  func ssh() throws {
    let journey = try Journey()
    let laptop = try JourneyMachine("laptop", in: journey)
    try laptop.succeed("init", "--remote", journey.remote, "--machine", "laptop")
    let file = { journey.folder.read("laptop/.config/handoff/config.json") ?? "" }
    let before = file()
    let none = try laptop.handoff("machine", "ssh")
    #expect(none.status == 0 && none.output.isEmpty, "\(none)")
    #expect(none.errors == "No machine has an address for ssh.\n")
    let set = try laptop.handoff("machine", "ssh", "studio", "ann@studio")
    #expect(set.status == 0 && set.output.isEmpty && set.errors.contains("config.json"), "\(set)")
    try laptop.succeed("machine", "ssh", "desk", "desk.local")
    #expect(file().contains(#""machine_ssh": "desk=desk.local studio=ann@studio""#), "\(file())")
    #expect(try laptop.succeed("machine", "ssh", "desk") == "desk.local\n")
    let table = try laptop.succeed("machine", "ssh").split(separator: "\n").dropFirst()
    #expect(
      table.map { $0.split(separator: " ") } == [
        ["desk", "desk.local"], ["studio", "ann@studio"],
      ])
    let json =
      try JSONSerialization.jsonObject(
        with: Data(try laptop.succeed("machine", "ssh", "--json").utf8)) as? [String: Any]
    #expect(json?["schemaVersion"] as? Int == 1)
    #expect(
      json?["machines"] as? [[String: String]] == [
        ["machine": "desk", "ssh": "desk.local"], ["machine": "studio", "ssh": "ann@studio"],
      ])

    for (arguments, status) in [
      (["desk", "-oProxyCommand=touch x"], 64), (["desk", "--", "-oProxyCommand=x"], 64),
      (["desk", "a b"], 64), (["desk", "x;y"], 64), (["../x", "desk"], 64),
      (["laptop", "localhost"], 64), (["--remove"], 64), (["desk", "x", "--remove"], 64),
      (["nowhere"], 66), (["nowhere", "--remove"], 66),
    ] {
      let result = try Program.run(
        Program.built("handoff"), ["machine", "ssh"] + arguments, environment: laptop.environment,
        folder: laptop.home)
      #expect(result.status == status && result.output.isEmpty, "\(arguments): \(result)")
    }
    #expect(try laptop.succeed("machine", "ssh", "desk") == "desk.local\n")
    try laptop.succeed("machine", "ssh", "desk", "--remove")
    #expect(try laptop.handoff("machine", "ssh", "desk").status == 66)
    try laptop.succeed("machine", "ssh", "studio", "--remove")
    #expect(file() == before)
    // Nothing of it is in what machines share.
    try laptop.succeed("sync")
    #expect(try !journey.remoteSnapshots().contains { $0.contains("ssh") })
  }

  @Test("Without an address, --fresh says how to set one, and goes on with what is here")
  func withoutAddress() async throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    let laptop = try JourneyMachine("laptop", in: journey)
    try desk.install()
    for machine in [desk, laptop] {
      try machine.succeed("init", "--remote", journey.remote, "--machine", machine.name)
    }
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    let result = try laptop.handoff("resume", "1", "--fresh", "--print")
    #expect(result.status == 0 && result.output.contains("mock answer 9"))
    #expect(result.errors.contains("Set it: handoff machine ssh desk HOST"), "\(result.errors)")
    #expect(try desk.handoff("resume", "1", "--fresh", "--print").errors.isEmpty)
  }
}
