internal import ArgumentParser
internal import HandoffKit
internal import TerminalUI

struct ConfigCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show all settings and where each one comes from.",
    discussion: "Set one in config.json, or as HANDOFF_<SETTING> in the environment.")

  @Flag(help: "Show where each value comes from.")
  var origin = false

  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    try await Console(reading.output).run { console in
      let settings = try await SettingsLoader(console.context).load()
      let rows = Setting.allCases.map { setting in
        SettingRow(
          name: setting.rawValue, value: settings.text(of: setting),
          origin: settings.origins[setting]?.description ?? "default", purpose: setting.purpose)
      }
      if reading.json {
        try console.print(json: SettingListing(file: settings.file, settings: rows))
        return
      }
      var table = Table(columns: [
        TableColumn("SETTING", priority: 4), TableColumn("VALUE", minimum: 10, priority: 3),
        TableColumn(origin ? "ORIGIN" : "PURPOSE", minimum: 10, priority: 2),
      ])
      table.headerStyle = .dim
      table.rows = rows.map { row in
        [
          StyledText(row.name, .bold), StyledText(row.value),
          StyledText(origin ? row.origin : row.purpose, .dim),
        ]
      }
      for line in table.lines(for: console.output) { console.print(raw: line) }
    }
  }
}

/// A setting as `--json` shows it.
private struct SettingRow: Encodable {
  let name: String
  let value: String
  let origin: String
  let purpose: String
}

/// What `handoff config --json` prints.
private struct SettingListing: Encodable {
  let schemaVersion = 1
  let file: String
  let settings: [SettingRow]
}
