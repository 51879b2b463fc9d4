internal import ClaudeCode
internal import Phrases
internal import SnapshotStore

/// A row of the table of settings, from which reading, writing, checking and showing follow.
///
/// The name is the key in `config.json`; `HANDOFF_<NAME>` is the variable in the environment.
package struct Setting: Sendable {
  package let name: String
  /// The purpose of the setting, in one line; code stands between backticks.
  package var purpose: String { purposeText() }
  private let purposeText: Phrase
  /// The default as documentation shows it.
  package let standard: String
  /// The flag of a command that sets it; `nil` where there is none.
  package let flag: String?
  /// The property that has the value.
  let path: any PartialKeyPath<Settings> & Sendable
  /// Takes a value over; throws where it is not what it must be.
  let read: @Sendable (inout Settings, JSONDocument.Value, HandoffContext) throws -> Void
  /// Returns the value for people.
  let text: @Sendable (Settings) -> String
  /// Returns the value as the file has it.
  let value: @Sendable (Settings) -> JSONDocument.Value

  /// Makes a row.
  ///
  /// - Parameters:
  ///   - name: The key.
  ///   - path: The property.
  ///   - kind: The kind of its values.
  ///   - flag: The flag that sets it.
  ///   - standard: The default, where the property's own says too little.
  ///   - purpose: What it is for.
  private init<Value>(
    _ name: String, _ path: any WritableKeyPath<Settings, Value> & Sendable,
    _ kind: SettingKind<Value>,
    flag: String? = nil, default standard: String? = nil, _ purpose: Phrase
  ) {
    self.name = name
    self.path = path
    self.flag = flag
    purposeText = purpose
    text = { kind.text($0[keyPath: path]) }
    value = { kind.write($0[keyPath: path]) }
    read = { settings, value, context in
      do {
        guard let value = try kind.read(value, context) else {
          throw SettingRefusal(message: kind.rule(name, SettingRefusal.quoted(value)))
        }
        settings[keyPath: path] = value
      } catch let problem as PlaceProblem {
        throw SettingRefusal(
          message: Phrases.settingPlace(
            name: name, pattern: problem.text.prefix(80), reason: problem.reason()),
          element: problem.element)
      }
    }
    let defaults = Settings(repo: "", file: "")
    self.standard = standard ?? "`\(kind.text(defaults[keyPath: path]))`"
  }

  /// The variable of the environment that sets it.
  package var variable: String { "HANDOFF_" + name.uppercased() }

  /// All settings, in the order in which they are shown.
  package static let all: [Setting] = [
    Setting(
      "machine", \.machine, .machineName, flag: "--machine",
      default: Phrases.defaultOfMachine(), Phrases.purposeOfMachine),
    Setting(
      "remote", \.remote, .text, flag: "--remote", default: Phrases.defaultOfPlaces(),
      Phrases.purposeOfRemote),
    Setting(
      "repo", \.repo, .path, flag: "--repo", default: "`~/.local/share/handoff/repo`",
      Phrases.purposeOfRepo),
    Setting("summarizer", \.summarizer, .choice(), Phrases.purposeOfSummarizer),
    Setting("model", \.model, .text, Phrases.purposeOfModel),
    Setting("claude", \.claude, .text, Phrases.purposeOfClaude),
    Setting("snapshot_interval", \.snapshotInterval, .seconds, Phrases.purposeOfSnapshotInterval),
    Setting("push_interval", \.pushInterval, .seconds, Phrases.purposeOfPushInterval),
    Setting("quiet_push", \.quietPush, .seconds, Phrases.purposeOfQuietPush),
    Setting("grace_period", \.gracePeriod, .seconds, Phrases.purposeOfGracePeriod),
    Setting("summary_timeout", \.summaryTimeout, .seconds, Phrases.purposeOfSummaryTimeout),
    Setting(
      "include_print_sessions", \.includePrintSessions, .switch,
      Phrases.purposeOfIncludePrintSessions),
    Setting(
      "max_summaries_per_hour", \.maxSummariesPerHour, .count,
      Phrases.purposeOfMaxSummariesPerHour),
    Setting(
      "max_summaries_per_day", \.maxSummariesPerDay, .count, Phrases.purposeOfMaxSummariesPerDay),
    Setting(
      "exclude", \.exclude, .places, default: Phrases.defaultOfPlaces(), Phrases.purposeOfExclude),
    Setting(
      "include", \.include, .places, default: Phrases.defaultOfPlaces(), Phrases.purposeOfInclude),
    Setting("session_hint", \.sessionHint, .switch, Phrases.purposeOfSessionHint),
    Setting(
      "project_roots", \.projectRoots, .text, default: Phrases.defaultOfProjectRoots(),
      Phrases.purposeOfProjectRoots),
    Setting(
      "public_remote", \.publicRemote, .text, default: Phrases.defaultOfPlaces(),
      Phrases.purposeOfPublicRemote),
    Setting(
      "machine_ssh", \.machineSSH, .addresses, default: Phrases.defaultOfMachineSSH(),
      Phrases.purposeOfMachineSSH),
    Setting(
      "pass_environment", \.passEnvironment, .variables,
      default: Phrases.defaultOfPassEnvironment(),
      Phrases.purposeOfPassEnvironment),
    Setting(
      "redact", \.redact, .rules, default: Phrases.defaultOfRules(), Phrases.purposeOfRedact),
    Setting(
      "redact_allow", \.redactAllow, .rules, default: Phrases.defaultOfRules(),
      Phrases.purposeOfRedactAllow),
  ]

  /// Returns the row of a name; `nil` for one that is no setting.
  package static func named(_ name: String) -> Setting? { all.first { $0.name == name } }

  /// Returns the row of a name that a person has typed.
  ///
  /// - Parameter name: The name.
  /// - Returns: The row.
  /// - Throws: `HandoffError` (`usage`) for one that is no setting, with those that may be meant.
  package static func known(_ name: String) throws -> Setting {
    guard let setting = named(name) else {
      throw HandoffError(.usage, refusal(of: name), hint: Phrases.seeSettings())
    }
    return setting
  }

  /// Says that a name is no setting, and which ones may be meant.
  static func refusal(of name: String) -> String {
    let text = Phrases.unknownSetting(name: String(name.prefix(80)))
    let near = SimilarNames.to(name, among: all.map(\.name))
    return near.isEmpty ? text : Phrases.didYouMean(text: text, names: Phrases.list(near))
  }

  /// Returns the name of the setting that a property has the value of.
  package static func name(of path: PartialKeyPath<Settings>) -> String {
    of(path).map(\.name).joined()
  }

  /// Returns the rows of properties, in the order of the table.
  package static func of(_ paths: PartialKeyPath<Settings>...) -> [Setting] {
    all.filter { paths.contains($0.path) }
  }
}

extension Settings {
  /// Returns the value of a setting as text.
  package func text(of setting: Setting) -> String { setting.text(self) }
}
