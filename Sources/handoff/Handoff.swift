internal import ArgumentParser
internal import HandoffKit
internal import Phrases
internal import Platform
internal import SnapshotStore
internal import TerminalUI

/// The command `handoff`.
@main
struct Handoff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handoff", abstract: Phrases.helpHandoff(),
    discussion: Phrases.help(Phrases.helpHandoffMore(), examples: Phrases.examplesHandoff()),
    version: Version.line,
    groupedSubcommands: [
      CommandGroup(
        name: Phrases.helpTasks(),
        subcommands: [
          ListCommand.self, SearchCommand.self, ShowCommand.self, ResumeCommand.self,
          DoneCommand.self, RestoreCommand.self, NoteCommand.self, RenameCommand.self,
          PinCommand.self, UnpinCommand.self,
        ]),
      CommandGroup(
        name: Phrases.helpThisMachine(),
        subcommands: [
          SnapshotCommand.self, PauseCommand.self, UnpauseCommand.self, SyncCommand.self,
          StatusCommand.self, LogCommand.self, CompactCommand.self, ForgetCommand.self,
          PreviewCommand.self,
        ]),
      CommandGroup(
        name: Phrases.helpSetup(),
        subcommands: [
          InitCommand.self, InstallCommand.self, UninstallCommand.self, ConfigCommand.self,
          MachineCommand.self, EncryptCommand.self, DoctorCommand.self, PrivacyCommand.self,
        ]),
      CommandGroup(
        name: Phrases.helpInternal(),
        subcommands: [WorkerCommand.self, RefreshCommand.self, CompleteCommand.self]),
    ])

  /// Runs the command that the arguments name, and ends the process.
  ///
  /// The first step is not asynchronous: a version, a help screen or a mistake needs no thread
  /// beside this one, and threads are a third of the processor time of so short a run.
  static func main() {
    FileModes.keepToOwner()
    switch ShortCommandLine(CommandLine.arguments.dropFirst()) {
    case .version(isVerbose: false): print(Version.line)
    case .version(isVerbose: true): showVersions()
    case .statusLine(let width): StatusLineView.show(width: width)
    case .manualTopic(let topic):
      // Where pages in another language lie, man(1) would look in another folder.
      PhraseLanguage.$current.withValue(.english) { print(topic.manual) }
    case .names:
      // A page of help has its own.
      print(
        visible.map(\.name).filter { HelpTopic(rawValue: $0) == nil }.joined(separator: "\n"))
    case .manual(let name):
      PhraseLanguage.$current.withValue(.english) {
        let command = name.isEmpty ? self : visible.first { $0.name == name }?.command
        guard let command else { return parse() }
        print(CommandManual(of: command, in: self).text)
      }
    case .topic(let topic, let pages): topic.show(Console(color: .auto), pages: pages)
    case .list(let fetch, let json):
      run { try await ListCommand.run(fetch ? .short : .none, json: json, color: .auto) }
    case .alone where Console(color: .auto).beginsSetup: parse(["init"])
    case .alone where Console(color: .auto).isInteractive: run { try await pick() }
    case .alone:
      run { try await ListCommand.run(.short, json: false, color: .auto) }
    case nil: parse()
    }
  }

  /// Prints the version, and what handoff works with.
  private static func showVersions() {
    print(Version.line)
    for (name, version) in ProgramVersions(.live(program: "handoff")).rows {
      print("\(name): \(version)")
    }
  }

  /// Has the person pick a task, and goes on with it.
  private static func pick() async throws {
    var name = ""
    try await Console(color: .auto).run { console in
      // The picker shows what is here at once, and asks the remote meanwhile.
      let list = try await OpenTasks(console, console.hasScreen ? .none : .short).list
      name = try await TaskChoice(console, list).pick(.resume).name
    }
    // The remote has been asked meanwhile.
    let command = try ResumeCommand.parse(["--no-fetch", name])
    try await command.run()
  }

  private static func parse(_ words: [String]? = nil) {
    let given = CommandLine.arguments.dropFirst()
    // ArgumentParser shows its main help for a command that is none.
    if given.first == "help", let word = given.dropFirst().first, isUnknown(word) {
      let topics = HelpTopic.allCases.map(\.rawValue)
      refuse(
        word, Phrases.helpUnknown(word: word.prefix(80)), among: visible.map(\.name) + topics
      ) { Phrases.helpLine(name: $0) }
    }
    do {
      var command = try parseAsRoot(words)
      guard let command = command as? any AsyncParsableCommand else {
        try command.run()
        return
      }
      run(command)
    } catch {
      if let word = given.first, isUnknown(word) {
        refuse(word, Phrases.commandUnknown(word: word.prefix(80)), among: visible.map(\.name)) {
          Phrases.commandLine(name: $0)
        }
      }
      end(with: error)
    }
  }

  /// Ends the process because of a word that is no command, with what may have been meant.
  private static func refuse(
    _ word: String, _ text: String, among names: [String], _ line: (String) -> String
  ) -> Never {
    let near = SimilarNames.to(word, among: names).map(line)
    let said = near.isEmpty ? text : Phrases.didYouMean(text: text, names: Phrases.list(near))
    let console = Console(color: .auto)
    console.note(StyledText(Phrases.failure(), .red) + " " + StyledText(said))
    console.remark(Phrases.commandUnknownHint())
    exit(withError: ExitCode.validationFailure)
  }

  /// Ends the process as ArgumentParser does, in the language of the reader.
  private static func end(with error: any Error) -> Never {
    let status = exitCode(for: error)
    let message: String
    if PhraseLanguage.current == .chinese {
      let console = Console(color: .auto)
      let terminal = status == .success ? console.output : console.errors
      // Lines are broken where they are laid out.
      message = ParserText.inReadersLanguage(
        fullMessage(for: error, columns: 100_000), columns: terminal.columns)
    } else {
      message = ParserText.inOurWords(fullMessage(for: error))
    }
    if !message.isEmpty {
      let topics = HelpTopic.allCases.map(\.rawValue).filter { topic in
        !visible.contains { $0.name == topic }
      }
      let text = CompletionScript.offering(visible.map(\.name) + topics, in: message)
      Terminal.writer(fd: status == .success ? 1 : 2)(text + "\n")
    }
    exit(withError: status)
  }

  /// The commands that people see, by their names.
  private static var visible: [(name: String, command: any ParsableCommand.Type)] {
    configuration.groupedSubcommands.flatMap { $0.subcommands }
      .filter { $0.configuration.shouldDisplay }
      .map { ($0.configuration.commandName ?? "", $0) }
  }

  /// Returns whether the first word of a command line is no command, nor an option.
  private static func isUnknown(_ word: String) -> Bool {
    guard !word.hasPrefix("-"), !["help", "ls"].contains(word) else { return false }
    return !configuration.groupedSubcommands.contains { group in
      group.subcommands.contains { $0.configuration.commandName == word }
    }
  }

  private static func run(_ command: sending any AsyncParsableCommand) -> Never {
    run {
      var command = command
      try await command.run()
    }
  }

  private static func run(
    _ body: sending @escaping @concurrent () async throws -> Void
  ) -> Never {
    let command = Task {
      do {
        try await PhraseLanguage.$current.withValue(language) { try await body() }
        exit()
      } catch {
        end(with: error)
      }
    }
    RunningCommand.begin(command)
    // The task ends the process; signals that are handled come back here.
    while true { pause() }
  }

  /// The language of this run: JSON and the log of hooks are for programs, and stay English.
  private static var language: ReaderLanguage {
    let words = CommandLine.arguments.dropFirst()
    return words.first == "worker" || words.contains("--json") ? .english : .ofProcess
  }
}
