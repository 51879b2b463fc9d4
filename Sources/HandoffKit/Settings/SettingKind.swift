internal import ClaudeCode
internal import Phrases
internal import SnapshotStore

/// A kind of values that settings have: how one is read, written and shown, and what it must be.
///
/// A value of the environment or of a flag is a text; the file may have a number or a switch as such.
struct SettingKind<Value: Sendable>: Sendable {
  /// Reads a value; `nil` where it is none of this kind.
  let read: @Sendable (JSONDocument.Value, HandoffContext) throws -> Value?
  /// Returns the value as the file has it.
  let write: @Sendable (Value) -> JSONDocument.Value
  /// Returns the value for people.
  let text: @Sendable (Value) -> String
  /// Says what a value of the setting must be.
  let rule: @Sendable (_ name: String, _ value: String) -> String
}

extension SettingKind<String> {
  /// Any text.
  static let text = SettingKind(
    read: { value, _ in value.text }, write: { .text($0) }, text: { $0 },
    rule: { Phrases.settingIsText(name: $0, value: $1) })

  /// A path, made absolute.
  static let path = SettingKind(
    read: { value, context in try value.text.map { try context.absolute($0) } },
    write: { .text($0) }, text: { $0 }, rule: { Phrases.settingIsText(name: $0, value: $1) })
}

extension SettingKind<MachineName?> {
  /// The name of a machine.
  static let machineName = SettingKind(
    // The double optional tells “none yet” from “refused”.
    read: { value, _ in value.text.flatMap { MachineName($0) }.map { .some($0) } },
    write: { $0.map { .text($0.rawValue) } ?? .null }, text: { $0?.rawValue ?? "" },
    rule: { Phrases.settingIsMachineName(name: $0, value: $1) })
}

extension SettingKind<MachineAddresses> {
  /// Addresses of machines.
  static let addresses = SettingKind(
    read: { value, _ in value.text.flatMap { MachineAddresses($0) } },
    write: { .text($0.text) }, text: \.text,
    rule: { Phrases.settingIsAddresses(name: $0, value: $1) })
}

extension SettingKind<VariableNames> {
  /// Names of variables of the environment.
  static let variables = SettingKind(
    read: { value, _ in
      if case .list(let names) = value { return VariableNames(names) }
      return value.text.flatMap { VariableNames($0) }
    },
    write: { .list($0.names) }, text: \.text,
    rule: { Phrases.settingIsVariables(name: $0, value: $1) })
}

extension SettingKind<PlaceList> {
  /// Patterns of folders and remotes.
  static let places = SettingKind(
    read: { value, context in try PlaceList(value, context) },
    write: { .list($0.patterns.map(\.text)) }, text: \.text,
    rule: { Phrases.settingIsPlaces(name: $0, value: $1) })
}

extension SettingKind where Value: RawRepresentable<String> & CaseIterable {
  /// One of a few words.
  static func choice() -> SettingKind {
    let choices = Phrases.list(Value.allCases.map(\.rawValue))
    return SettingKind(
      read: { value, _ in value.text.flatMap { Value(rawValue: $0) } },
      write: { .text($0.rawValue) }, text: \.rawValue,
      rule: { Phrases.settingIsChoice(name: $0, choices: choices, value: $1) })
  }
}

extension SettingKind<Int> {
  /// A number of seconds, up to a year.
  static let seconds = number(0...31_536_000) { Phrases.settingIsSeconds(name: $0, value: $1) }

  /// A number of things.
  static let count = number(0...100_000) { Phrases.settingIsCount(name: $0, value: $1) }

  private static func number(
    _ range: ClosedRange<Int>, rule: @escaping @Sendable (String, String) -> String
  ) -> SettingKind {
    SettingKind(
      read: { value, _ in value.number.flatMap { range.contains($0) ? $0 : nil } },
      write: { .number($0) }, text: { String($0) }, rule: rule)
  }
}

extension SettingKind<Bool> {
  /// On or off.
  static let `switch` = SettingKind(
    read: { value, _ in
      switch value {
      case .bool(let isOn): isOn
      case .number(let number): number != 0
      case .text(let text) where ["true", "yes", "1"].contains(text.lowercased()): true
      case .text(let text) where ["false", "no", "0"].contains(text.lowercased()): false
      case .text, .null, .list, .other: nil
      }
    },
    write: { .bool($0) }, text: { String($0) },
    rule: { Phrases.settingIsSwitch(name: $0, value: $1) })
}

extension JSONDocument.Value {
  /// The text; `nil` for another kind of value.
  fileprivate var text: String? { if case .text(let text) = self { text } else { nil } }

  /// The number, also one that is written as a text.
  fileprivate var number: Int? {
    switch self {
    case .number(let number): number
    case .text(let text): Int(text)
    case .bool, .null, .list, .other: nil
    }
  }
}

/// A value that is not what its setting must be; where it is set is added by who knows that.
struct SettingRefusal: Error {
  let message: String
  /// The element of a list that is wrong.
  var element: Int?

  /// Returns a value for a message.
  static func quoted(_ value: JSONDocument.Value) -> String {
    switch value {
    case .text(let text): "“\(text.prefix(80))”"
    case .number(let number): String(number)
    case .bool(let isOn): String(isOn)
    case .null: "null"
    case .list, .other: String(value.literal.prefix(80))
    }
  }
}
