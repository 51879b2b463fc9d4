extension HookEvent {
  /// The oldest version in which the event was seen to be accepted in the settings; `nil` for one
  /// that every version has that this project was tried with (2.0.72 and later).
  ///
  /// It matters because 2.1.81 and older ignore a whole settings file for one name that they do not
  /// know. 2.1.81 lists both names itself and runs their hooks; 2.0.72 does not know them, and what
  /// lies between was not tried.
  private var firstTried: ClaudeVersion? {
    switch self {
    case .stopFailure, .postCompact: ClaudeVersion(2, 1, 81)
    default: nil
    }
  }

  /// Whether an event may stand in the settings of installations of Claude Code.
  ///
  /// - Parameter versions: Of all installations that read these settings; `nil` for one whose
  ///   version cannot be told. The oldest decides, and without any nothing new is taken for known.
  /// - Returns: Whether all of them know it.
  package func isKnown(to versions: [ClaudeVersion?]) -> Bool {
    guard let firstTried else { return true }
    guard !versions.isEmpty else { return false }
    return versions.allSatisfy { version in version.map { $0 >= firstTried } ?? false }
  }
}
