internal import Platform

extension DoctorCheck {
  /// The settings can be read, and mean something.
  static let configuration = DoctorCheck("configuration", "Configuration", .machine) {
    examination in
    let context = examination.context
    let file = try ConfigurationFile(context)
    let settings = try await examination.settings()
    let path = context.shortened(file.path)
    var finding = DoctorFinding(
      LocalFile.exists(file.path) ? path : "\(path) does not exist (yet).")
    let known = Set(Setting.allCases.map(\.rawValue))
    let unknown = try file.members().keys.filter { !known.contains($0) }.sorted()
    if !unknown.isEmpty {
      let names = unknown.prefix(5).map { "“\($0.prefix(40))”" }.joined(separator: ", ")
      finding.add(
        .warning, "\(path) has settings that handoff does not know: \(names).",
        fix: "Remove them, or find the right names: handoff config")
    }
    for setting in Setting.allCases {
      guard case .environment(let name)? = settings.origins[setting] else { continue }
      finding.note("\(setting.rawValue) is taken from the environment (\(name)).")
    }
    if let mode = LocalFile.information(file.path)?.mode, mode & 0o022 != 0 {
      finding.add(
        .warning, "Other users may change \(path).",
        fix: "Close it: chmod go-w \(shellWord(file.path))")
    }
    return finding
  }

  /// The machine has its pinned name.
  static let machine = DoctorCheck("machine", "Name", .machine, requires: ["configuration"]) {
    examination in
    let settings = try await examination.settings()
    let name = try settings.requireMachine()
    let origin = settings.origins[.machine]?.description ?? "default"
    return DoctorFinding("\(name), from \(origin)")
  }
}
