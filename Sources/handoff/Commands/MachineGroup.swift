internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import SyncRepo
internal import TerminalUI

/// `handoff machine invite`.
struct MachineInvite: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invite", abstract: Phrases.helpMachineInvite(),
    discussion: Phrases.help(
      Phrases.helpMachineInviteMore(), examples: Phrases.examplesGroup()))

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let settings = try await SettingsLoader(console.context).load()
      let list = try await TaskList.open(console.context, settings: settings)
      let (code, trouble) = try await list.invite()
      let remote = try await list.store.repo.remoteAddress().description
      console.print(StyledText(Phrases.machineInvite(remote: remote, code: code)))
      try console.endUnlessPushed(trouble)
    }
  }
}

/// `handoff machine list`.
struct MachineList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: Phrases.helpMachineList(),
    discussion: Phrases.help(examples: Phrases.examplesGroup()))

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var fetching: FetchOptions

  func run() async throws {
    try await Console(reading.output).run { console in
      let settings = try await SettingsLoader(console.context).load()
      let list = try await TaskList.open(console.context, settings: settings)
      if fetching.fetch, let trouble = await list.refresh() { console.warnOfAge(trouble) }
      let (machines, standing) = (list.machines(), try await list.standing())
      if reading.json {
        return try console.print(json: MachineListing(machines, standing))
      }
      switch standing {
      case .member: break
      default: console.warn(standing.sentence, hint: standing.hint)
      }
      if !machines.isEmpty {
        console.print(
          Table(
            columns: [
              TableColumn(Phrases.machineColumn(), priority: 3),
              TableColumn(Phrases.machineStateColumn(), priority: 2),
              TableColumn(Phrases.machineKeyColumn(), priority: 1),
            ],
            rows: machines.map { machine in
              [
                StyledText(machine.name, .bold), StyledText(machine.standing.words),
                StyledText(machine.key ?? ""),
              ]
            }))
      }
      for end in list.invitations() {
        let hours = max(1, Int(end.timeIntervalSince(console.context.now()) / 3_600))
        console.note(
          StyledText(Phrases.machineStateInvited(time: Phrases.durationHours(n: hours))))
      }
    }
  }
}

extension GroupMachine.Standing {
  /// The place in words.
  fileprivate var words: String {
    switch self {
    case .here: Phrases.machineStateHere()
    case .member: Phrases.machineStateMember()
    case .refused(let reason): Phrases.machineStateRefused(reason: reason)
    }
  }
}

/// The output of `handoff machine list --json`.
private struct MachineListing: Encodable {
  struct Row: Encodable {
    let machine: String
    let key: String?
    let here: Bool
    let refused: String?
  }

  let schemaVersion = 1
  /// The place of this machine.
  let standing: String
  let machines: [Row]

  init(_ machines: [GroupMachine], _ standing: GroupStanding) {
    self.standing = standing.name
    self.machines = machines.map { machine in
      let refused: String? =
        if case .refused(let reason) = machine.standing { reason } else { nil }
      return Row(
        machine: machine.name, key: machine.key, here: machine.standing == .here, refused: refused)
    }
  }
}

/// `handoff machine remove NAME`.
struct MachineRemove: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: Phrases.helpMachineRemoveFromGroup(),
    discussion: Phrases.help(
      Phrases.helpMachineRemoveMore(), examples: Phrases.examplesGroup()))

  @Argument(help: ArgumentHelp(Phrases.helpMachineRemoveName()), completion: .machines)
  var machine: String

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let name = try MachineAddress.name(machine)
      let settings = try await SettingsLoader(console.context).load()
      let list = try await TaskList.open(console.context, settings: settings)
      if let trouble = await list.refresh() { console.warnOfAge(trouble) }
      let (count, trouble) = try await console.progress(Phrases.progressSyncing()) { progress in
        try await list.removeMachine(name, progress: progress)
      }
      console.success(Phrases.machineRemoved(machine: name, n: count))
      console.remark(Phrases.machineRemovedRest())
      try console.endUnlessPushed(trouble)
    }
  }
}
