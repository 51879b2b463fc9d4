internal import CProcesses

/// The environment that this process was started with.
package enum ProcessEnvironment {
  /// Returns all variables; of a name that is there twice, the first value, as `getenv(3)` does.
  package static func current() -> [String: String] {
    var variables: [String: String] = [:]
    guard var entry = handoff_environment() else { return variables }
    while let text = entry.pointee {
      let line = String(cString: text)
      if let equals = line.firstIndex(of: "="), variables[String(line[..<equals])] == nil {
        variables[String(line[..<equals])] = String(line[line.index(after: equals)...])
      }
      entry += 1
    }
    return variables
  }
}
