internal import ClaudeCode
internal import HookRelay
internal import MachineState
internal import Phrases
internal import Platform

/// The skill in the user's `~/.claude/skills/handoff/SKILL.md`, which makes what people say in a
/// session work.
///
/// A file that is not as handoff wrote it belongs to the user: it is replaced only by force, after
/// a copy of it was kept, and never removed. To tell, the text that was installed last is kept in
/// the state folder.
package struct SkillInstallation: Sendable {
  /// The state of the file.
  package enum Standing: Sendable, Hashable {
    /// There is none.
    case missing
    /// It is the skill of this version, in either language.
    case current
    /// It is the skill of another version, as it was installed.
    case outdated
    /// It is something else, or was edited.
    case edited
  }

  /// A change that has not been made yet.
  package struct Plan: Sendable {
    /// The file, symbolic links resolved.
    package let path: String
    /// The state of the file.
    package let standing: Standing
    /// The change as a unified diff; empty if there is nothing to change.
    package let difference: String
    /// The bytes of the file now; `nil` if there is none.
    let old: [UInt8]?
    /// The bytes that it will have; `nil` if there will be no file.
    let new: [UInt8]?
    let isLink: Bool

    var withoutChange: Plan {
      Plan(path: path, standing: standing, difference: "", old: old, new: old, isLink: isLink)
    }
  }

  private let context: HandoffContext
  /// The skill in the language of the reader.
  private let text: [UInt8]
  private let isOfWindows: Bool

  /// Finds the file.
  ///
  /// - Parameters:
  ///   - context: The world around.
  ///   - side: The Windows side, where its Claude Code is meant.
  package init(_ context: HandoffContext, on side: WindowsSide? = nil) {
    self.context = side?.context ?? context
    isOfWindows = side != nil
    let program = ExecutablePath.current.map { LocalFile.folder(of: $0) + "/handoff" }
    text = Array(SkillText.text(startedBy: side?.line(program ?? "handoff")).utf8)
  }

  /// Plans the installation.
  ///
  /// - Parameter isForced: True if an edited file is to be replaced.
  /// - Returns: The change.
  /// - Throws: `HandoffError`, `FileError` if the file is there and cannot be read.
  package func planInstallation(isForced: Bool = false) throws -> Plan {
    try plan { standing, old in standing == .edited && !isForced ? old : text }
  }

  /// Plans the removal of the file, if it is as handoff wrote it, and no link of the user's.
  ///
  /// - Returns: The change.
  /// - Throws: `HandoffError`, `FileError` if the file is there and cannot be read.
  package func planRemoval() throws -> Plan {
    let plan = try plan { standing, old in standing == .edited ? old : nil }
    return plan.isLink ? plan.withoutChange : plan
  }

  /// Makes a planned change.
  ///
  /// - Parameter plan: The change.
  /// - Returns: The copy of a file that was edited; `nil` if nothing of the user's was replaced.
  /// - Throws: `HandoffError` if the file has changed since, `FileError` if it cannot be written.
  package func apply(_ plan: Plan) throws -> String? {
    guard !plan.difference.isEmpty else {
      // A state folder that was lost knows again what is installed.
      if plan.standing == .current, plan.new == text, try lastInstalled() != text {
        try keepInstalled()
      }
      return nil
    }
    guard try read(plan.path) == plan.old else {
      throw HandoffError(
        .tryAgain, Phrases.skillChangedMeanwhile(path: plan.path),
        hint: Phrases.skillChangedMeanwhileHint())
    }
    guard let new = plan.new else {
      try LocalFile.remove(plan.path)
      _ = LocalFile.removeEmptyFolder(LocalFile.folder(of: plan.path))
      try LocalFile.remove(try installedCopy())
      return nil
    }
    let backups = Backups(context: context)
    let copy =
      plan.standing == .edited
      ? try plan.old.map { try backups.keep($0, name: "SKILL", type: "md") } : nil
    try LocalFile.createFolder(LocalFile.folder(of: plan.path), mode: 0o755)
    try LocalFile.write(new, to: plan.path, mode: 0o644)
    try keepInstalled()
    return copy
  }

  /// The folder of this program, if `PATH` does not lead to a `handoff`, which the skill runs by
  /// name.
  package var missingInPath: String? {
    let folders = (context.variable("PATH") ?? "").split(separator: ":")
    guard !isOfWindows, !folders.contains(where: { LocalFile.exists("\($0)/handoff") }) else {
      return nil
    }
    return ExecutablePath.current.map { LocalFile.folder(of: $0) }
  }

  private func plan(_ new: (Standing, [UInt8]?) -> [UInt8]?) throws -> Plan {
    let asked = try context.claudeFolder() + "/skills/handoff/SKILL.md"
    // The file of somebody's dotfiles is replaced, not the link to it.
    let isLink = LocalFile.kind(asked) == .symbolicLink
    let path = isLink ? try SettingsFile.resolvingLinks(asked) : asked
    let old = try read(path)
    let standing: Standing
    if let old {
      let isOurs = try old == lastInstalled()
      // A shell in another language, such as one over ssh, finds nothing wrong.
      let isPlain = [SkillText.text, SkillText.chinese].contains { old == Array($0.utf8) }
      let isCurrent = old == text || isPlain && !isOfWindows
      standing = isCurrent ? .current : isOurs || isPlain ? .outdated : .edited
    } else {
      standing = .missing
    }
    let wanted = new(standing, old)
    return Plan(
      path: path, standing: standing,
      difference: UnifiedDiff.render(old: old, new: wanted, label: path), old: old, new: wanted,
      isLink: isLink)
  }

  private func read(_ path: String) throws -> [UInt8]? {
    guard LocalFile.kind(path) != .missing else { return nil }
    return try LocalFile.read(path, limit: 1 << 20)
  }

  private func installedCopy() throws -> String {
    try context.state().path + (isOfWindows ? "/installed-skill-windows.md" : "/installed-skill.md")
  }

  private func lastInstalled() throws -> [UInt8]? {
    try? LocalFile.read(try installedCopy(), limit: 1 << 20)
  }

  private func keepInstalled() throws {
    try LocalFile.createFolder(try context.state().path)
    try LocalFile.write(text, to: try installedCopy())
  }
}
