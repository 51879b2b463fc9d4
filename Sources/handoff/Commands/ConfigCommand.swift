internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import Phrases
internal import TerminalUI

struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: Phrases.configAbstract(),
    discussion: Phrases.configDiscussion(),
    subcommands: [ShowSettings.self, SetSetting.self, UnsetSetting.self],
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
          rows: rows.map { row in
            [
              StyledText(row.name, .bold), StyledText(row.value),
              StyledText(origin ? row.origin : row.purpose, .dim),
            ]
          }))
    }
  }
}

/// `handoff config set NAME VALUE`.
struct SetSetting: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: Phrases.configSetAbstract())

  @Argument(help: ArgumentHelp(Phrases.configNameHelp()), completion: .settings)
  var name: String

  @Argument(help: ArgumentHelp(Phrases.configValueHelp()))
  var value: String

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let file = try ConfigurationFile(console.context)
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
    commandName: "unset", abstract: Phrases.configUnsetAbstract())

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
