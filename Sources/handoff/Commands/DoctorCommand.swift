internal import ArgumentParser
internal import HandoffKit
internal import HookRelay
internal import Phrases
internal import Platform
internal import SyncRepo
internal import TerminalUI

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: Phrases.helpDoctor(),
    discussion: Phrases.help(Phrases.helpDoctorMore(), examples: Phrases.examplesDoctor()))

  @Argument(
    help: ArgumentHelp(Phrases.helpDoctorWords(), valueName: "remote|check"),
    completion: .list(["remote"] + DoctorCheck.all.map(\.name)))
  var words: [String] = []

  @Option(name: .customLong("check"), help: ArgumentHelp(Phrases.helpDoctorCheck()))
  var named: [String] = []

  @Flag(help: ArgumentHelp(Phrases.helpDoctorList()))
  var list = false

  @Flag(name: .shortAndLong, help: ArgumentHelp(Phrases.helpDoctorQuiet()))
  var quiet = false

  @Flag(name: .shortAndLong, help: ArgumentHelp(Phrases.helpDoctorVerbose()))
  var verbose = false

  @Option(help: ArgumentHelp(Phrases.helpDoctorDeadline()))
  var deadline: Int?

  @Flag(help: ArgumentHelp(Phrases.helpDoctorFix()))
  var fix = false

  @Flag(help: ArgumentHelp(Phrases.helpDoctorDeep()))
  var deep = false

  @Flag(help: ArgumentHelp(Phrases.helpDoctorReport()))
  var report = false

  @Flag(help: .hidden)
  var worker = false

  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    if let deadline, !(1...3_600).contains(deadline) {
      throw ValidationError(Phrases.doctorDeadlineRange())
    }
  }

  func run() async throws {
    try await Console(reading.output).run { console in
      if worker {
        try await DoctorWorker(console.context).run(input: 0, output: 1)
        return
      }
      let choice = try DoctorChoice(
        console.context, words: words, named: named,
        isDeep: deep || list && words.isEmpty && named.isEmpty)
      if fix {
        try await mend(from: choice.remote, console)
        return
      }
      if list {
        try show(choice.checks, console)
        return
      }
      if report { return try await writeReport(of: choice, console) }
      let results = try await examine(choice, console)
      if reading.json { try console.print(json: DoctorListing(results)) }
      if results.contains(where: \.verdict.isFailure) {
        throw ExitCode(ExitStatus.failure.rawValue)
      }
    }
  }

  /// Writes a file for a bug report; English, whatever the person reads.
  private func writeReport(of choice: DoctorChoice, _ console: Console) async throws {
    let context = console.context
    let results = try await console.progress(Phrases.progressChecking()) { _ in
      try await PhraseLanguage.$current.withValue(.english) {
        try await supervisor(of: choice.checks, choice.remote, console).run { _ in }
      }
    }
    let text = await PhraseLanguage.$current.withValue(.english) {
      await DoctorReport(context, results, remote: choice.remote)
        .text(midnight: LocalTime(context.now()).midnight)
    }
    let time = LocalTime(context.now()).timestamp.filter { $0.isNumber }
    let path = context.workingFolder + "/handoff-report-\(time).md"
    do throws(FileError) {
      try LocalFile.write(Array(text.utf8), to: path)
    } catch {
      throw HandoffError(
        .cannotCreate, Phrases.doctorReportUnwritable(path: path, reason: "\(error)"),
        hint: Phrases.doctorReportHint())
    }
    console.success(Phrases.doctorReported(path: context.shortened(path)))
  }

  /// Makes a damaged clone anew, then brings what waits to the remote.
  private func mend(from remote: String?, _ console: Console) async throws {
    let settings = try await SettingsLoader(console.context).load()
    let repair = CloneRepair(console.context, settings: settings)
    let address = try remote.map { try console.context.absoluteAddress($0) }
    var isDamaged = try await repair.isUnreadable()
    if !isDamaged {
      let results = try await supervisor(of: [.objects], nil, console).run { _ in }
      isDamaged = results.contains(where: \.verdict.isFailure)
    }
    guard isDamaged else { return console.success(Phrases.doctorHealthy()) }
    let (old, carried) = try await console.progress(Phrases.progressRemaking()) { progress in
      try await repair.run(from: address, progress: progress)
    }
    console.success(
      Phrases.doctorRemade(folder: console.context.shortened(old), n: carried))
    let synchronization = Synchronization(console.context, settings: settings)
    var first: HandoffError?
    _ = try await console.progress(Phrases.progressSyncing()) { progress in
      try await synchronization.run(
        progress: progress,
        trouble: { trouble in
          console.warn(trouble.message, hint: trouble.hint)
          first = first ?? trouble
        })
    }
    if let first { throw ExitCode(first.status.rawValue) }
  }

  /// Runs the checks in a process of their own: this same program.
  private func examine(
    _ choice: DoctorChoice, _ console: Console
  ) async throws -> [DoctorResult] {
    let supervisor = try supervisor(of: choice.checks, choice.remote, console)
    let view = DoctorView(
      console, choice.checks, isQuiet: quiet, isVerbose: verbose || choice.isNamed)
    let start = ContinuousClock.now
    let isText = !reading.json
    let results = await ProgressLine.during(
      Phrases.progressChecking(), terminal: console.errors, clock: .continuous(),
      write: Terminal.writer(fd: 2)
    ) { line in
      await supervisor.run { event in
        switch event {
        case .began(let check): line.begin(Phrases.progressCheck(check: check.title))
        case .ended(let result):
          // The line must be gone before something is written in its place.
          if isText { line.pause { view.show(result) } }
        }
      }
    }
    if isText { view.finish(results, took: start.duration(to: .now)) }
    return results
  }

  /// Prepares the process that runs checks: this same program.
  private func supervisor(
    of checks: [DoctorCheck], _ remote: String?, _ console: Console
  ) throws -> DoctorSupervisor {
    guard let program = ExecutablePath.current else {
      throw HandoffError(.software, Phrases.doctorNoPath())
    }
    let language = ["HANDOFF_LANGUAGE": PhraseLanguage.current.rawValue]
    return DoctorSupervisor(
      command: [program, "doctor", "--worker"],
      environment: console.context.environment.merging(language) { $1 }, checks: checks,
      remote: remote, deadline: deadline.map { .seconds($0) })
  }

  private func show(_ checks: [DoctorCheck], _ console: Console) throws {
    if reading.json {
      try console.print(json: CheckListing(checks))
      return
    }
    console.print(
      Table(
        columns: [
          TableColumn(Phrases.checkColumn(), priority: 3),
          TableColumn(Phrases.looksAtColumn(), minimum: 10, priority: 2),
          TableColumn(Phrases.deadlineColumn(), priority: 1),
        ],
        rows: checks.map { check in
          [
            StyledText(check.name, .bold),
            StyledText(Phrases.doctorLooksAt(group: check.group.title, title: check.title)),
            StyledText(Phrases.progressSeconds(n: check.deadline.components.seconds), .dim),
          ]
        }))
  }
}

/// The checks that a person asks for.
struct DoctorChoice {
  /// The checks, in the order of the doctor.
  let checks: [DoctorCheck]
  /// The address to check in place of the clone's remote.
  let remote: String?
  /// True if the person has named what to look at.
  let isNamed: Bool

  /// Reads the words of the command line.
  ///
  /// A word is `remote` for all checks of the remote, the name of a check, or else the address.
  ///
  /// - Parameters:
  ///   - context: The context that relative paths belong to.
  ///   - words: The arguments.
  ///   - named: The values of `--check`.
  ///   - isDeep: True to look at every task on the remote, too.
  /// - Throws: `HandoffError` (`usage`) for a word that is neither, and for a second address.
  init(
    _ context: HandoffContext, words: [String], named: [String], isDeep: Bool = false
  ) throws {
    let known = Set(DoctorCheck.known.map(\.name))
    let addresses = words.filter { !known.contains($0) }
    for name in named where !known.contains(name) { throw DoctorChoice.unknown(name) }
    for word in addresses where !word.contains("/") && !word.contains(":") {
      // A misspelt check must not be looked for on the network.
      guard LocalFile.isFolder(try context.absolute(word)) else { throw DoctorChoice.unknown(word) }
    }
    guard addresses.count <= 1 else {
      throw HandoffError(.usage, Phrases.doctorOneRemote(), hint: Phrases.doctorOneRemoteHint())
    }
    remote = addresses.first
    var wanted = Set(words + named).intersection(known)
    if words.contains(DoctorCheck.reachingName) {
      wanted.formUnion(DoctorCheck.all.filter { $0.group == .remote }.map(\.name))
    }
    isNamed = !wanted.isEmpty
    let usual = remote == nil ? DoctorCheck.all : DoctorCheck.ofRemote
    let chosen = wanted.isEmpty ? usual : DoctorCheck.known.filter { wanted.contains($0.name) }
    checks = chosen + (isDeep && !wanted.contains(DoctorCheck.deep.name) ? [.deep] : [])
  }

  private static func unknown(_ word: String) -> HandoffError {
    let text = Phrases.doctorUnknown(word: word.prefix(80))
    let near = SimilarNames.to(word, among: DoctorCheck.known.map(\.name))
    return HandoffError(
      .usage, near.isEmpty ? text : Phrases.didYouMean(text: text, names: Phrases.list(near)),
      hint: Phrases.doctorUnknownHint())
  }
}
