internal import ArgumentParser
internal import HandoffKit
internal import HookRelay
internal import Platform
internal import SyncRepo
internal import TerminalUI

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at everything that must work, and say what to type where it does not.",
    discussion: """
      Nothing is changed, and nothing is written to the remote. The exit status is 0 only if no \
      check failed; warnings do not count. With REMOTE that address is looked at, by the checks \
      that concern it, before or after handoff init. See the checks' names: handoff doctor --list
      """)

  @Argument(
    help: ArgumentHelp(
      "The address of a remote to look at; names of checks.", valueName: "remote|check"))
  var words: [String] = []

  @Option(name: .customLong("check"), help: "Run this check; may be given several times.")
  var named: [String] = []

  @Flag(help: "List the checks and run none.")
  var list = false

  @Flag(name: .shortAndLong, help: "Show only what is not well.")
  var quiet = false

  @Option(help: "The seconds that each check may take.")
  var deadline: Int?

  @Flag(help: .hidden)
  var worker = false

  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if let deadline, !(1...3_600).contains(deadline) {
      throw ValidationError("The deadline is a number of seconds from 1 to 3600.")
    }
  }

  func run() async throws {
    try await Console(reading.output).run { console in
      if worker {
        try await DoctorWorker(console.context).run(input: 0, output: 1)
        return
      }
      let choice = try DoctorChoice(console.context, words: words, named: named)
      if list {
        try show(choice.checks, console)
        return
      }
      let results = try await examine(choice, console)
      if reading.json { try console.print(json: DoctorListing(results)) }
      if results.contains(where: \.verdict.isFailure) {
        throw ExitCode(ExitStatus.failure.rawValue)
      }
    }
  }

  /// Runs the checks in a process of their own: this same program.
  private func examine(
    _ choice: DoctorChoice, _ console: Console
  ) async throws -> [DoctorResult] {
    guard let program = ExecutablePath.current else {
      throw HandoffError(.software, "The path of this program cannot be told.")
    }
    let supervisor = DoctorSupervisor(
      command: [program, "doctor", "--worker"], environment: console.context.environment,
      checks: choice.checks, remote: choice.remote, deadline: deadline)
    let view = DoctorView(console, isQuiet: quiet)
    let isText = !reading.json
    let results = await ProgressLine.during(
      "Checking", terminal: console.errors, clock: .continuous(), write: Terminal.writer(fd: 2)
    ) { line in
      await supervisor.run { event in
        switch event {
        case .began(let check): line.begin("Checking: \(check.title)")
        case .ended(let result):
          // The line must be gone before something is written where it stands.
          if isText { line.pause { view.show(result) } }
        }
      }
    }
    if isText { view.finish(results) }
    return results
  }

  private func show(_ checks: [DoctorCheck], _ console: Console) throws {
    if reading.json {
      try console.print(json: CheckListing(checks))
      return
    }
    var table = Table(columns: [
      TableColumn("CHECK", priority: 3), TableColumn("LOOKS AT", minimum: 10, priority: 2),
      TableColumn("DEADLINE", priority: 1),
    ])
    table.headerStyle = .dim
    table.rows = checks.map { check in
      [
        StyledText(check.name, .bold), StyledText("\(check.group.rawValue): \(check.title)"),
        StyledText("\(check.deadline) s", .dim),
      ]
    }
    for line in table.lines(for: console.output) { console.print(raw: line) }
  }
}

/// What a person wants to have looked at.
struct DoctorChoice {
  /// The checks, in the order of the doctor.
  let checks: [DoctorCheck]
  /// The address to look at in place of the clone's remote.
  let remote: String?

  /// Reads the words of the command line.
  ///
  /// A word is the name of a check, or else the address.
  ///
  /// - Parameters:
  ///   - context: Where paths are looked for.
  ///   - words: The arguments.
  ///   - named: What `--check` names.
  /// - Throws: `HandoffError` (`usage`) for a word that is neither, and for a second address.
  init(_ context: HandoffContext, words: [String], named: [String]) throws {
    let known = Set(DoctorCheck.all.map(\.name))
    let addresses = words.filter { !known.contains($0) }
    for name in named where !known.contains(name) { throw DoctorChoice.unknown(name) }
    for word in addresses where !word.contains("/") && !word.contains(":") {
      // A misspelt check must not be looked for on the network.
      guard LocalFile.isFolder(try context.absolute(word)) else { throw DoctorChoice.unknown(word) }
    }
    guard addresses.count <= 1 else {
      throw HandoffError(
        .usage, "Only one remote can be looked at.", hint: "Give one address, then names of checks."
      )
    }
    remote = addresses.first
    let wanted = Set(words + named).intersection(known)
    if wanted.isEmpty {
      checks = remote == nil ? DoctorCheck.all : DoctorCheck.ofRemote
    } else {
      checks = DoctorCheck.all.filter { wanted.contains($0.name) }
    }
  }

  private static func unknown(_ word: String) -> HandoffError {
    HandoffError(
      .usage, "“\(word.prefix(80))” is neither a check nor an address.",
      hint: "See the checks: handoff doctor --list")
  }
}
