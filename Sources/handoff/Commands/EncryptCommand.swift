internal import ArgumentParser
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import SyncRepo
internal import TerminalUI

struct EncryptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encrypt", abstract: Phrases.helpEncrypt(),
    discussion: Phrases.help(Phrases.helpEncryptMore(), examples: Phrases.examplesEncrypt()))

  @Flag(help: ArgumentHelp(Phrases.helpPassphrase()))
  var passphrase = false

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let entry = Initialization.Entry.encrypt(
        passphrase: passphrase ? try EncryptCommand.askPassphrase(console) : nil)
      try await EncryptCommand.enter(
        entry, Initialization(console.context, entry: entry), console)
    }
  }

  /// The fewest characters of a passphrase.
  private static let shortest = 12

  /// Asks for the passphrase of a recovery key.
  static func askPassphrase(_ console: Console) throws -> String {
    let passphrase = try console.askSecret(Phrases.passphraseAsk())
    guard passphrase.count >= shortest else {
      throw HandoffError(.usage, Phrases.passphraseShort())
    }
    return passphrase
  }

  /// Enters the group that reads a repository, and tells what came of it.
  static func enter(
    _ entry: Initialization.Entry, _ initialization: Initialization, _ console: Console
  ) async throws {
    let entered = try await console.progress(Phrases.progressSyncing()) { progress in
      try await initialization.enter(entry, progress: progress)
    }
    let machine = try await initialization.settings().machine?.rawValue ?? ""
    console.note(StyledText(Phrases.keyOwn(machine: machine, key: entered.key)))
    switch entry {
    case .encrypt(let passphrase):
      if let count = entered.count, count > 0 { console.success(Phrases.encrypted(n: count)) }
      if let recovery = entered.recovery {
        console.note(StyledText(Phrases.keyRecovery(), .bold))
        console.print(StyledText(recovery))
        console.remark(Phrases.keyRecoveryWhy())
        if passphrase != nil { console.remark(Phrases.keyRecoveryPassphrase()) }
      }
      if entered.hasHistory { console.warn(Phrases.encryptedHistory()) }
      if entered.plain > 0 { console.warn(Phrases.encryptedOthers(n: entered.plain)) }
    case .join: console.note(StyledText(Phrases.askedToJoin()))
    case .recover:
      console.success(Phrases.recovered(n: entered.count ?? 0))
      console.remark(Phrases.recoveredHint())
    }
    try console.endUnlessPushed(entered.trouble)
  }
}
