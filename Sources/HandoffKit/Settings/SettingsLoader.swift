internal import Configuration
internal import Essentials
internal import SnapshotStore
internal import SystemPackage

/// Reads the settings: environment before file before default.
package struct SettingsLoader: Sendable {
  private let context: HandoffContext

  package init(_ context: HandoffContext) { self.context = context }

  /// Reads all settings.
  ///
  /// - Returns: The settings, with the origin of each.
  /// - Throws: `HandoffError` (`configuration`) that names the setting and where it is set, if a
  ///   value is not what it must be.
  package func load() async throws -> Settings {
    let file = try ConfigurationFile(context)
    // Checked first: the provider below would not say what is wrong.
    _ = try file.members()
    let reader = Reader(
      environment: EnvironmentVariablesProvider(environmentVariables: context.environment)
        .prefixKeys(with: "handoff"),
      file: try await FileProvider<JSONSnapshot>(
        filePath: FilePath(file.path), allowMissing: true),
      path: file.path)
    var settings = Settings(repo: try defaultRepo(), file: file.path)
    try fill(&settings, from: reader)
    for setting in Setting.allCases { settings.origins[setting] = reader.origin(of: setting) }
    return settings
  }

  private func fill(_ settings: inout Settings, from reader: Reader) throws {
    if let text = try reader.string(.machine) {
      guard let machine = MachineName(text) else {
        throw reader.refusal(.machine, "must be letters, digits, “.”, “_” and “-”, at most 63")
      }
      settings.machine = machine
    }
    if let path = try reader.string(.repo) { settings.repo = try context.absolute(path) }
    if let text = try reader.string(.summarizer) {
      guard let choice = Settings.SummarizerChoice(rawValue: text) else {
        throw reader.refusal(.summarizer, "must be auto, claude or extract")
      }
      settings.summarizer = choice
    }
    settings.model = try reader.string(.model) ?? settings.model
    settings.claude = try reader.string(.claude) ?? settings.claude
    settings.snapshotInterval = try reader.seconds(.snapshotInterval) ?? settings.snapshotInterval
    settings.pushInterval = try reader.seconds(.pushInterval) ?? settings.pushInterval
    settings.gracePeriod = try reader.seconds(.gracePeriod) ?? settings.gracePeriod
    settings.summaryTimeout = try reader.seconds(.summaryTimeout) ?? settings.summaryTimeout
    settings.includePrintSessions =
      try reader.switch(.includePrintSessions) ?? settings.includePrintSessions
    settings.maxSummariesPerHour =
      try reader.count(.maxSummariesPerHour) ?? settings.maxSummariesPerHour
    settings.maxSummariesPerDay =
      try reader.count(.maxSummariesPerDay) ?? settings.maxSummariesPerDay
    settings.sessionHint = try reader.switch(.sessionHint) ?? settings.sessionHint
  }

  private func defaultRepo() throws -> String {
    if let data = context.variable("XDG_DATA_HOME"), data.hasPrefix("/") {
      return data + "/handoff/repo"
    }
    return try context.home() + "/.local/share/handoff/repo"
  }
}

/// The providers in their order, with the origin of each value.
private struct Reader {
  let environment: any ConfigProvider
  let file: any ConfigProvider
  let path: String

  func string(_ setting: Setting) throws -> String? {
    guard case .string(let text)? = try value(setting, .string, rule: "must be text"), !text.isEmpty
    else { return nil }
    return text
  }

  func seconds(_ setting: Setting) throws -> Int? {
    try number(setting, in: 0...31_536_000, rule: "must be a number of seconds")
  }

  func count(_ setting: Setting) throws -> Int? {
    try number(setting, in: 0...100_000, rule: "must be a number")
  }

  private func number(_ setting: Setting, in range: ClosedRange<Int>, rule: String) throws -> Int? {
    guard let value = try value(setting, .int, rule: rule) else { return nil }
    guard case .int(let number) = value, range.contains(number) else {
      throw refusal(setting, rule)
    }
    return number
  }

  func `switch`(_ setting: Setting) throws -> Bool? {
    guard case .bool(let value)? = try value(setting, .bool, rule: "must be true or false") else {
      return nil
    }
    return value
  }

  func origin(of setting: Setting) -> Settings.Origin {
    for type in [ConfigType.string, .int, .bool] {
      if (try? lookUp(environment, setting, type)) ?? nil != nil {
        return .environment(setting.variable)
      }
    }
    for type in [ConfigType.string, .int, .bool] {
      if (try? lookUp(file, setting, type)) ?? nil != nil { return .file(path) }
    }
    return .standard
  }

  func refusal(_ setting: Setting, _ rule: String) -> HandoffError {
    HandoffError(
      .configuration, "The setting \(setting.rawValue) \(rule).",
      hint: "It is set in: \(origin(of: setting).description)")
  }

  private func value(
    _ setting: Setting, _ type: ConfigType, rule: String
  ) throws -> ConfigContent? {
    do {
      return try lookUp(environment, setting, type) ?? lookUp(file, setting, type)
    } catch {
      throw refusal(setting, rule)
    }
  }

  private func lookUp(
    _ provider: any ConfigProvider, _ setting: Setting, _ type: ConfigType
  ) throws -> ConfigContent? {
    try provider.value(forKey: AbsoluteConfigKey([setting.rawValue]), type: type).value?.content
  }
}
