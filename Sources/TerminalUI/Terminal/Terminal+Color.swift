extension Terminal {
  /// Decides whether ANSI styles are written.
  ///
  /// In this order: `--color always|never`; `FORCE_COLOR` and `CLICOLOR_FORCE` (force-color.org,
  /// bixense.com/clicolors; `0` and `false` mean no); `NO_COLOR` (no-color.org); `CLICOLOR=0`;
  /// then colour on a terminal whose `TERM` is not `dumb`. An empty variable counts as unset.
  ///
  /// - Parameters:
  ///   - isTTY: whether the output is a terminal.
  ///   - environment: the process environment.
  ///   - choice: the person's `--color`.
  /// - Returns: whether they are.
  package static func usesColor(
    isTTY: Bool, environment: [String: String], choice: ColorChoice,
  ) -> Bool {
    switch choice {
    case .always: return true
    case .never: return false
    case .auto: break
    }
    func value(_ name: String) -> String? {
      guard let value = environment[name], !value.isEmpty else { return nil }
      return value
    }
    if let force = value("FORCE_COLOR") { return force != "0" && force != "false" }
    if let force = value("CLICOLOR_FORCE"), force != "0" { return true }
    if value("NO_COLOR") != nil || value("CLICOLOR") == "0" { return false }
    guard let term = value("TERM") else { return false }
    return isTTY && term != "dumb"
  }
}
