internal import ArgumentParser
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import SyncRepo
internal import TerminalUI

struct MachineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "machine", abstract: Phrases.helpMachine(),
    discussion: Phrases.help(Phrases.helpMachineMore(), examples: Phrases.examplesGroup()),
    subcommands: [
      MachineInvite.self, MachineList.self, MachineRemove.self, MachineAddress.self,
    ])
}

/// `handoff machine ssh [MACHINE [ADDRESS]]`.
struct MachineAddress: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ssh", abstract: Phrases.helpMachineSSH(),
    discussion: Phrases.help(Phrases.helpMachineSSHMore(), examples: Phrases.examplesMachine()))

  @Argument(help: ArgumentHelp(Phrases.helpMachineName()), completion: .machines)
  var machine: String?

  @Argument(help: ArgumentHelp(Phrases.helpMachineAddress()))
  var address: String?

  @Flag(help: ArgumentHelp(Phrases.helpMachineRemove()))
  var remove = false

  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    try await Console(reading.output).run { console in
      let name = try machine.map(MachineAddress.name)
      if address != nil || remove { return try await change(name, console) }
      let known = try await SettingsLoader(console.context).load().machineSSH
      if let name, known[name] == nil {
        throw HandoffError(
          .noInput, Phrases.machineUnknown(machine: name),
          hint: Phrases.machineUnknownHint(machine: name))
      }
      try show(known.all.filter { name == nil || $0.machine == name }, isOne: name != nil, console)
    }
  }

  static func name(_ text: String) throws -> MachineName {
    guard let name = MachineName(text) else {
      throw HandoffError(
        .usage, Phrases.machineNoName(name: String(text.prefix(80))),
        hint: Phrases.machineNoNameHint())
    }
    return name
  }

  private func change(_ machine: MachineName?, _ console: Console) async throws {
    guard let machine, !(remove && address != nil) else {
      throw HandoffError(.usage, Phrases.machineRemoveAlone())
    }
    if try await SettingsLoader(console.context).load().machine == machine {
      throw HandoffError(.usage, Phrases.machineIsThis(machine: machine))
    }
    let file = try ConfigurationFile(console.context)
    try file.setAddress(address, of: machine)
    let path = console.context.shortened(file.path)
    console.success(
      address.map { Phrases.machineSSHStored(machine: machine, address: $0, path: path) }
        ?? Phrases.machineSSHRemoved(machine: machine))
    let settings = try await SettingsLoader(console.context).load()
    guard case .environment(let variable) = settings.origin(of: \.machineSSH) else { return }
    console.warn(Phrases.machineSSHOverridden(variable: variable))
  }

  private func show(
    _ addresses: [(machine: MachineName, address: SSHDestination)], isOne: Bool,
    _ console: Console
  ) throws {
    if reading.json {
      try console.print(
        json: AddressListing(
          machines: addresses.map { .init(machine: $0.rawValue, ssh: $1.description) }))
    } else if isOne {
      for (_, address) in addresses { console.print(StyledText(address.description)) }
    } else if addresses.isEmpty {
      console.note(StyledText(Phrases.machineSSHNone()))
    } else {
      console.print(
        Table(
          columns: [
            TableColumn(Phrases.machineColumn(), priority: 2),
            TableColumn(Phrases.machineAddressColumn(), priority: 1),
          ],
          rows: addresses.map {
            [StyledText($0.rawValue, .bold), StyledText($1.description)]
          }))
    }
  }
}

/// The output of `handoff machine ssh --json`.
private struct AddressListing: Encodable {
  struct Row: Encodable {
    let machine: String
    let ssh: String
  }

  let schemaVersion = 1
  let machines: [Row]
}

extension ResumeCommand {
  /// Returns the task as its machine knows it now, if that is wished; where it cannot be asked, a warning
  /// says so.
  func newest(
    of task: StoredSnapshot, _ list: TaskList, _ console: Console
  ) async throws -> StoredSnapshot {
    guard fresh else { return task }
    let trouble = try await console.progress(Phrases.progressAsking(machine: task.machine ?? "?")) {
      progress in await list.freshen(task, progress: progress)
    }
    if let trouble { console.warn(trouble.message, hint: trouble.hint) }
    return try await list.find(task.name)
  }
}
