internal import ArgumentParser
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import SyncRepo
internal import TerminalUI

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: Phrases.helpInit(),
    discussion: Phrases.help(Phrases.helpInitMore(), examples: Phrases.examplesInit()))

  @Option(help: ArgumentHelp(Phrases.helpInitRemote()))
  var remote: String?

  @Option(help: ArgumentHelp(Phrases.helpInitMachine()))
  var machine: String?

  @Option(help: ArgumentHelp(Phrases.helpInitRepo()), completion: .directory)
  var repo: String?

  @Flag(help: ArgumentHelp(Phrases.helpInitCreate()))
  var create = false

  @Flag(help: ArgumentHelp(Phrases.helpInitPublic()))
  var allowPublic = false

  @Flag(help: ArgumentHelp(Phrases.helpInitShared()))
  var allowShared = false

  @Flag(help: ArgumentHelp(Phrases.helpInitReplace()))
  var replace = false

  @Flag(help: ArgumentHelp(Phrases.helpInitEncrypt()))
  var encrypt = false

  @Option(help: ArgumentHelp(Phrases.helpInitJoin(), valueName: "code"))
  var join: String?

  @Flag(help: ArgumentHelp(Phrases.helpInitRecovery()))
  var recovery = false

  @Flag(help: ArgumentHelp(Phrases.helpPassphrase()))
  var passphrase = false

  @Flag(inversion: .prefixedNo, help: ArgumentHelp(Phrases.helpInitInstall()))
  var install: Bool?

  @Flag(name: .shortAndLong, help: ArgumentHelp(Phrases.helpInitYes()))
  var yes = false

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let entry = try entry(console)
      let initialization = Initialization(console.context, entry: entry)
      try initialization.check(entry)
      if create { try initialization.createRemote(at: remote) }
      if console.context.canAsk, !yes {
        try await InitConversation(console, initialization, self).run()
        if let entry { try await EncryptCommand.enter(entry, initialization, console) }
        return
      }
      let result = try await console.progress(Phrases.progressCloning()) { progress in
        try await initialization.run(
          remote: remote, machine: machine, repo: repo, allowsPublic: allowPublic,
          allowsShared: allowShared, replaces: replace, progress: progress)
      }
      let view = InitView(console: console)
      view.tell(result)
      if let entry { try await EncryptCommand.enter(entry, initialization, console) }
      if install ?? yes {
        try await InstallCommand.install(console)
        if result.movedFrom == nil { view.tellNext(result) }
      }
    }
  }

  /// Returns the way into an encrypted repository that is asked for, with what is asked for it.
  private func entry(_ console: Console) throws -> Initialization.Entry? {
    guard [encrypt, join != nil, recovery].count(where: { $0 }) < 2 else {
      throw HandoffError(.usage, Phrases.initModesAlone())
    }
    guard encrypt || !passphrase else { throw HandoffError(.usage, Phrases.passphraseAlone()) }
    if encrypt {
      return .encrypt(passphrase: passphrase ? try EncryptCommand.askPassphrase(console) : nil)
    }
    if recovery {
      return .recover(secret: try console.askSecret(Phrases.recoveryAsk()))
    }
    return join.map { .join(code: $0) }
  }
}

/// The lines about a machine that was set up.
struct InitView {
  let console: Console

  /// Tells what was done, and what the person should know of the remote.
  func tell(_ result: Initialization.Result) {
    let folder = console.context.shortened(result.repo)
    if let old = result.movedFrom {
      console.success(Phrases.initMoved(old: old, new: result.remote))
      if result.missesOld { console.warn(Phrases.initMovedWithout(old: old)) }
      console.remark(Phrases.initMovedOthers(address: result.remote))
    } else {
      console.success(
        result.isAdopted
          ? Phrases.initAdopted(folder: folder, remote: result.remote, branch: result.branch)
          : Phrases.initCloned(remote: result.remote, folder: folder, branch: result.branch))
      console.success(Phrases.initMachine(machine: result.machine.rawValue))
    }
    warn(of: result)
    console.note(
      StyledText(
        result.snapshots == 0
          ? Phrases.noUnfinishedTasks() : Phrases.initTasks(n: result.snapshots)))
  }

  /// Tells what the person should know of the remote.
  func warn(of result: Initialization.Result) {
    if let trouble = result.writeTrouble {
      console.warn(
        Phrases.initReadOnly(reason: trouble.message), hint: HandoffError(trouble).hint)
    }
    if let reason = result.privacyTrouble {
      console.warn(
        Phrases.setupPrivacyUnknown(address: result.remote, reason: reason),
        hint: Phrases.setupPrivacyHint())
    }
    if result.others.isEmpty { return }
    let names = result.others.prefix(5)
    console.warn(
      names.count == result.others.count
        ? Phrases.initOthers(names: Phrases.list(Array(names)))
        : Phrases.initManyOthers(
          names: Phrases.list(Array(names)), n: result.others.count - names.count),
      hint: Phrases.initOthersHint())
  }

  /// Tells what happens next.
  func tellNext(_ result: Initialization.Result) {
    console.note(StyledText(Phrases.initAllSet()))
    console.note(StyledText("  " + Phrases.initThere(address: result.remote), .cyan))
  }
}
