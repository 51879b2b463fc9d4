internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import Phrases
internal import Processes
internal import TerminalUI

struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: Phrases.configAbstract(),
    discussion: Phrases.help(Phrases.configDiscussion(), examples: Phrases.examplesConfig()),
    subcommands: [
      ShowSettings.self, GetSetting.self, SetSetting.self, UnsetSetting.self, EditSettings.self,
    ],
    defaultSubcommand: ShowSettings.self)
}

/// `handoff config [show]`.
struct ShowSettings: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: Phrases.configShowAbstract())

  @Flag(help: ArgumentHelp(Phrases.configOriginHelp()))
  var origin = false

  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    try await Console(reading.output).run { console in
      let settings = try await SettingsLoader(console.context).load()
      let rows = Setting.all.map { SettingRow($0, settings) }
      if reading.json {
        try console.print(json: SettingListing(file: settings.file, settings: rows))
        return
      }
      console.print(
        Table(
          columns: [
            TableColumn(Phrases.settingColumn(), priority: 4),
            TableColumn(Phrases.valueColumn(), minimum: 10, priority: 3),
            TableColumn(
              origin ? Phrases.originColumn() : Phrases.purposeColumn(), minimum: 10, priority: 2),
          ],
          rows: zip(Setting.all, rows).map { setting, row in
            [
              StyledText(row.name, .bold), StyledText(row.value),
              StyledText(
                origin ? settings.origin(of: setting).shown(console) : row.purpose, .dim),
            ]
          }))
    }
  }
}

/// `handoff config get NAME`.
struct GetSetting: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: Phrases.configGetAbstract(),
    discussion: Phrases.help(examples: Phrases.examplesConfigGet()))

  @Argument(help: ArgumentHelp(Phrases.configNameHelp()), completion: .settings)
  var name: String

  @Flag(help: ArgumentHelp(Phrases.configOriginHelp()))
  var origin = false

  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    try await Console(reading.output).run { console in
      let setting = try Setting.known(name)
      let settings = try await SettingsLoader(console.context).load()
      let row = SettingRow(setting, settings)
      if reading.json {
        return try console.print(json: SettingListing(file: settings.file, settings: [row]))
      }
      console.print(untrusted: row.value)
      if origin { console.remark(settings.origin(of: setting).shown(console)) }
    }
  }
}

/// `handoff config set NAME VALUE`.
struct SetSetting: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: Phrases.configSetAbstract(),
    discussion: Phrases.help(examples: Phrases.examplesConfigSet()))

  @Argument(help: ArgumentHelp(Phrases.configNameHelp()), completion: .settings)
  var name: String

  @Argument(help: ArgumentHelp(Phrases.configValueHelp()))
  var value: String

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let file = try ConfigurationFile(console.context)
      if name == "remote", try await SettingsLoader(console.context).load().machine != nil {
        throw HandoffError(
          .usage, Phrases.remoteIsMoved(), hint: Phrases.remoteIsMovedHint(address: value))
      }
      let setting = try file.set(name, to: value)
      let path = console.context.shortened(file.path)
      console.success(Phrases.settingStored(name: setting.name, value: value, path: path))
      let settings = try await SettingsLoader(console.context).load()
      guard case .environment(let variable) = settings.origin(of: setting) else { return }
      console.warn(
        Phrases.settingOverridden(
          name: setting.name, value: settings.text(of: setting), variable: variable))
    }
  }
}

/// `handoff config unset NAME`.
struct UnsetSetting: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unset", abstract: Phrases.configUnsetAbstract(),
    discussion: Phrases.help(examples: Phrases.examplesConfigUnset()))

  @Argument(help: ArgumentHelp(Phrases.configNameHelp()), completion: .settings)
  var name: String

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let setting = try ConfigurationFile(console.context).set(name, to: nil)
      let settings = try await SettingsLoader(console.context).load()
      console.success(
        Phrases.settingRemoved(name: setting.name, value: settings.text(of: setting)))
    }
  }
}

/// `handoff config edit`.
struct EditSettings: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: Phrases.configEditAbstract(),
    discussion: Phrases.help(Phrases.configEditDiscussion(), examples: Phrases.examplesConfigEdit())
  )

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let file = try ConfigurationFile(console.context)
      let path = console.context.shortened(file.path)
      let editor = try Editor(console.context)
      let edit = try file.edit(with: { try editor.open($0) }) { problem in
        guard console.context.canAsk else { throw problem }
        console.warn(problem.message, hint: problem.hint)
        let items = [Phrases.configAgain(), Phrases.configDrop()]
          .map { PickerItem(StyledText($0)) }
        return try console.choose(Phrases.configAgainQuestion(path: path), items) == 0
      }
      switch edit {
      case .unchanged: console.note(StyledText(Phrases.configUnchanged(path: path)))
      case .changed(let remarks):
        console.success(Phrases.configEdited(path: path))
        for remark in remarks { console.warn(remark) }
      }
    }
  }
}

/// The person's editor: `VISUAL`, else `EDITOR`, else one that most systems have.
private struct Editor {
  private let command: String
  private let environment: [String: String]

  init(_ context: HandoffContext) throws {
    let usual = ["sensible-editor", "nano", "vi"]
    let own = context.variable("VISUAL") ?? context.variable("EDITOR")
    guard let command = own ?? (context.canAsk ? usual.first { context.finds($0) } : nil) else {
      throw HandoffError(.usage, Phrases.editorMissing(), hint: Phrases.editorMissingHint())
    }
    self.command = command
    environment = context.environment.filter { $0.key != HandoffContext.tokenVariable }
  }

  /// Opens a file, and waits until the editor has ended.
  func open(_ path: String) throws {
    // As git does: the variable is a piece of a shell's command line, such as `code --wait`.
    let start = ProgramStart(
      command: ["/bin/sh", "-c", "\(command) \"$@\"", command, path], environment: environment,
      isInteractive: true)
    let end: ProgramEnd?
    do {
      end = try start.runInForeground()
    } catch {
      end = nil
    }
    guard end == .exited(0) else {
      throw HandoffError(
        .failure, Phrases.editorFailed(editor: command.prefix(80)),
        hint: Phrases.editorMissingHint())
    }
  }
}

extension Settings.Origin {
  /// The place in words, for a person: the home folder is written as `~`.
  fileprivate func shown(_ console: Console) -> String {
    guard case .file(let path) = self else { return description }
    return Self.file(console.context.shortened(path)).description
  }
}

extension CompletionKind {
  /// The names of the settings.
  fileprivate static var settings: CompletionKind { .list(Setting.all.map(\.name)) }
}

/// A setting as `--json` shows it.
private struct SettingRow: Encodable {
  let name: String
  let value: String
  let origin: String
  let purpose: String
  let standard: String
  let variable: String

  init(_ setting: Setting, _ settings: Settings) {
    // The marks of code are for documents.
    func plain(_ text: String) -> String { text.replacing("`", with: "") }
    name = setting.name
    value = settings.text(of: setting)
    origin = settings.origin(of: setting).description
    purpose = plain(setting.purpose)
    standard = plain(setting.standard)
    variable = setting.variable
  }

  enum CodingKeys: String, CodingKey {
    case name, value, origin, purpose, variable
    case standard = "default"
  }
}

/// The output of `handoff config --json`.
private struct SettingListing: Encodable {
  let schemaVersion = 1
  let file: String
  let settings: [SettingRow]
}
