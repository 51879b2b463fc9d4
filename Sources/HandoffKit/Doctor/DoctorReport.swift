internal import ClaudeCode
package import Essentials
internal import Phrases
internal import Platform
internal import SnapshotStore
internal import Summarizer
internal import SyncRepo

/// A report for whoever mends handoff: versions, checks, settings, what waits, and the newest events.
///
/// It has no title, no text of a task and no address. Secrets are masked, the home folder is `~`, and the
/// names of user, host and machines are replaced.
package struct DoctorReport: Sendable {
  private let context: HandoffContext
  private let results: [DoctorResult]
  private let remote: String?

  /// The newest events that a report has.
  private static let events = 100

  /// Makes a report of the results of checks, which are in English.
  ///
  /// - Parameters:
  ///   - context: The world around.
  ///   - results: The results.
  ///   - remote: The address that was checked in place of the clone's remote.
  package init(_ context: HandoffContext, _ results: [DoctorResult], remote: String? = nil) {
    self.context = context
    self.remote = remote
    self.results = results
  }

  /// Returns the report as Markdown.
  ///
  /// - Parameter midnight: When the day began, whose model calls are summed up.
  /// - Returns: The text; what cannot be read is named in its place.
  package func text(midnight: Date) async -> String {
    var names = addresses([remote])
    var parts = [
      Phrases.reportTitle(version: Version.line), "", Phrases.reportOmissions(),
      section(
        Phrases.reportVersions(),
        ProgramVersions(context).rows.map { "\($0.name): \($0.version)" }),
      section(Phrases.reportChecks(), results.flatMap(lines)),
    ]
    do {
      let settings = try await SettingsLoader(context).load()
      let status = try await MachineStatus.read(context, settings: settings, midnight: midnight)
      names = self.names(settings, status)
      parts.append(section(Phrases.reportSettings(), lines(settings)))
      parts.append(section(Phrases.reportWaiting(), lines(status)))
    } catch {
      parts.append(section(Phrases.reportSettings(), [HandoffError(error).message]))
    }
    let events = (try? EventLog(context).events(limit: Self.events)) ?? []
    parts.append(section(Phrases.reportEvents(), events.map(line)))
    return clean(parts.joined(separator: "\n"), names) + "\n"
  }

  private func section(_ title: String, _ lines: [String]) -> String {
    let points = lines.map { line in
      (line.hasPrefix(" ") ? "  - " : "- ") + PlainLine.make(line, limit: 1_000)
    }
    return (["", "## " + title, ""] + points).joined(separator: "\n")
  }

  private func lines(_ result: DoctorResult) -> [String] {
    ["\(result.verdict.rawValue) \(result.name) \(result.milliseconds) ms"]
      + result.evidence.map { "  " + $0 }
  }

  /// Numbers and switches as they are; of all others only that they are set.
  private func lines(_ settings: Settings) -> [String] {
    Setting.all.compactMap { setting in
      guard settings.origin(of: setting) != .standard else { return nil }
      switch setting.value(settings) {
      case .number, .bool: return "\(setting.name): \(settings.text(of: setting))"
      default: return Phrases.reportIsSet(name: setting.name)
      }
    }
  }

  private func lines(_ status: MachineStatus) -> [String] {
    func age(_ date: Date?) -> String {
      date.map { "\(Int(context.now().timeIntervalSince($0))) s" } ?? "-"
    }
    var lines = ["push: " + age(status.lastPush), "fetch: " + age(status.lastFetch)]
    if let trouble = status.pushTrouble { lines.append("trouble: " + trouble.message) }
    if case .success(let clone) = status.clone { lines.append("unpushed: \(clone.unpushed)") }
    lines += status.sessions.map { session in
      let waits = session.waits.map(\.rawValue).joined(separator: ",")
      let trouble = session.trouble.map { ": " + $0.message } ?? ""
      return "\(session.id.prefix(8)) \(session.standing.rawValue) [\(waits)]\(trouble)"
    }
    return lines
  }

  private func line(_ event: EventLog.Event) -> String {
    let about = event.session.map { " " + $0.prefix(8) } ?? ""
    return "\(event.time) \(event.level) \(event.program) \(event.topic)\(about): \(event.message)"
  }

  // MARK: - What is nobody's business

  /// The person's own names, with what stands for each.
  private func names(_ settings: Settings, _ status: MachineStatus) -> [(String, String)] {
    var names: [(String, String)] = []
    if case .success(let clone) = status.clone {
      names += addresses([try? clone.remote.get()])
      names += clone.machines.map { ($0, "MACHINE") }
    }
    names += addresses([remote, settings.remote])
    names += status.sessions.compactMap(\.title).map { ($0, "TITLE") }
    names += status.sessions.compactMap(\.folder).map { ($0, "FOLDER") }
    names.append((settings.machine?.rawValue ?? "", "MACHINE"))
    return names
  }

  /// Addresses as they were given and as they are shown, and the hosts in them.
  private func addresses(_ texts: [String?]) -> [(String, String)] {
    texts.compactMap(\.self).filter { !$0.isEmpty }.flatMap { text in
      let address = RemoteAddress(text)
      let rest = text.firstRange(of: "://").map { text[$0.upperBound...] } ?? text[...]
      let host = rest.prefix { $0 != "/" }.split(separator: "@").last?.prefix { $0 != ":" } ?? ""
      return [(text, "REMOTE"), (address.description, "REMOTE")]
        + (address.localPath == nil ? [(String(host), "REMOTE-HOST")] : [])
    }
  }

  private func clean(_ text: String, _ names: [(String, String)]) -> String {
    let own = [
      (context.variable("HOME") ?? "", "~"), (context.hostName(), "HOST"),
      (context.variable("USER") ?? "", "USER"), (context.variable("LOGNAME") ?? "", "USER"),
    ]
    var text = Redactor().redact(text)
    // The longest first: a folder begins with the home folder, and that holds the user's name.
    for (name, place) in (names + own).sorted(by: { $0.0.utf8.count > $1.0.utf8.count })
    where name.utf8.count > 2 {
      text = replacing(name, by: place, in: text)
    }
    return text
  }

  /// Replaces a name where it is a word.
  private func replacing(_ name: String, by place: String, in text: String) -> String {
    func isPart(_ character: Character?) -> Bool {
      character.map { $0.isLetter || $0.isNumber } ?? false
    }
    var result = ""
    var rest = text[...]
    while let range = rest.firstRange(of: name) {
      let before = rest[..<range.lowerBound].last ?? result.last
      let after = rest[range.upperBound...].first
      let isWord =
        !(isPart(before) && isPart(name.first)) && !(isPart(after) && isPart(name.last))
      result += rest[..<range.lowerBound] + (isWord ? place : name)
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}
