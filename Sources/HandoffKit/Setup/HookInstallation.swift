internal import ClaudeCode
internal import HookRelay
internal import MachineState
internal import Phrases
internal import Platform

/// `handoff install` and `handoff uninstall`: our hooks in Claude Code's `settings.json`.
///
/// Only the bytes of our own entries change; other tools' hooks, the order of keys, the formatting,
/// symbolic links and the file's mode stay. A copy of the file is kept before each change.
package struct HookInstallation: Sendable {
  /// A change that has not been made yet.
  package struct Plan: Sendable {
    /// The settings file, symbolic links resolved.
    package let path: String
    /// The change as a unified diff; empty if there is nothing to change.
    package let difference: String
    let file: SettingsFile
    let new: [UInt8]
    let registration: HookRegistration?
    /// A sentence about the events that are left out, with the reason.
    package let remark: String?
  }

  let context: HandoffContext
  private let side: WindowsSide?

  /// Finds the settings.
  ///
  /// - Parameters:
  ///   - context: The world around.
  ///   - side: The Windows side, where its Claude Code is meant.
  package init(_ context: HandoffContext, on side: WindowsSide? = nil) {
    self.context = side?.context ?? context
    self.side = side
  }

  /// Plans the registration of both hook programs, which are beside this one.
  ///
  /// Only events that every installation of Claude Code knows are registered, and those that are no
  /// longer known after a downgrade are removed again: Claude Code 2.1.81 and older ignore the
  /// whole file for one name that they do not know. `SessionEnd` gets a time limit of its own:
  /// without one Claude Code kills a hook after 1.5 s, which ours needs only on a machine that is
  /// very busy. They are in the settings and not in a plugin because that limit does not count for
  /// a plugin's hooks.
  ///
  /// - Returns: The change.
  /// - Throws: `HandoffError` if the settings file is broken; it is never touched then.
  package func planInstallation() async throws -> Plan {
    let folder = try HookInstallation.programFolder()
    for name in ["handoff-snapshot", "handoff-cleanup"]
    where !LocalFile.exists("\(folder)/\(name)") {
      throw HandoffError(
        .noInput, Phrases.hookProgramMissing(path: "\(folder)/\(name)"),
        hint: Phrases.hookProgramHint())
    }
    return try await planInstallation(besides: folder)
  }

  /// Plans the registration of the hook programs in a folder.
  func planInstallation(besides folder: String) async throws -> Plan {
    if let side {
      let version = side.claudeVersion()
      if let version, version < WindowsSide.oldest {
        throw HandoffError(
          .unavailable,
          Phrases.windowsOldClaude(version: version, needed: WindowsSide.oldest),
          hint: Phrases.windowsOldClaudeHint())
      }
      return try plan(
        side.registration(of: folder),
        remark: version == nil ? Phrases.windowsClaudeUnknown(needed: WindowsSide.oldest) : nil)
    }
    let installations = await installations()
    let (known, omitted) = HookInstallation.events(installations.versions)
    return try plan(
      HookInstallation.registration(known, folder: folder),
      remark: omitted.isEmpty ? nil : installations.reason(omitting: omitted))
  }

  /// Returns the installations of Claude Code on this machine.
  func installations() async -> ClaudeInstallations {
    // A broken configuration is no reason not to register hooks.
    let setting = (try? await SettingsLoader(context).load())?.claude ?? "claude"
    return await ClaudeInstallations.find(context, setting: setting)
  }

  /// Returns the version of Claude Code that is found first; `nil` where there is none, or it does not tell.
  package func claudeVersion() async -> String? {
    await installations().versions.first.flatMap { $0?.description }
  }

  /// Returns the events of handoff: those that all installations know, and the others.
  static func events(
    _ versions: [ClaudeVersion?]
  ) -> (known: [HookEvent], omitted: [HookEvent]) {
    let all: [HookEvent] = [
      .stop, .sessionEnd, .sessionStart, .userPromptSubmit, .stopFailure, .postCompact,
    ]
    return (
      all.filter { $0.isKnown(to: versions) }, all.filter { !$0.isKnown(to: versions) }
    )
  }

  private static func programFolder() throws -> String {
    guard let own = ExecutablePath.current else {
      throw HandoffError(.software, Phrases.ownFolderUnknown())
    }
    return LocalFile.folder(of: own)
  }

  private static func registration(_ events: [HookEvent], folder: String) -> HookRegistration {
    HookRegistration(
      events.map { event in
        event == .sessionEnd
          ? .init(event: event, executable: "\(folder)/handoff-cleanup", timeout: 10)
          : .init(event: event, executable: "\(folder)/handoff-snapshot")
      })
  }

  /// Plans the removal of everything that is ours.
  package func planRemoval() throws -> Plan { try plan(nil, remark: nil) }

  /// Makes a planned change, and verifies it by reading the file again.
  ///
  /// - Parameter plan: The change.
  /// - Returns: The copy of the old file; `nil` if there was none, or nothing changed.
  /// - Throws: `HandoffError` if the file has changed since, or cannot be written.
  package func apply(_ plan: Plan) throws -> String? {
    guard !plan.difference.isEmpty else { return nil }
    let backups = Backups(context: context)
    let copy = try plan.file.bytes.map { try backups.keep($0, name: "settings", type: "json") }
    do throws(SettingsError) {
      if plan.new.isEmpty && plan.registration == nil {
        unlinkEmpty(plan.path)
      } else {
        _ = try plan.file.write(plan.new)
      }
      if let registration = plan.registration {
        let written = try SettingsFile.read(plan.path)
        guard try SettingsDocument(written.bytes ?? []).isInstalled(registration) else {
          throw SettingsError.changedMeanwhile(path: plan.path)
        }
      }
    } catch {
      throw failure(error)
    }
    return copy
  }

  private func plan(_ registration: HookRegistration?, remark: String?) throws -> Plan {
    let path = try context.claudeFolder() + "/settings.json"
    do throws(SettingsError) {
      let file = try SettingsFile.read(path)
      let document = try SettingsDocument(file.bytes ?? [])
      let new: [UInt8]
      if let registration {
        new = try document.installing(registration)
      } else {
        new = try document.uninstalling()
      }
      let difference =
        new == file.bytes ?? []
        ? "" : UnifiedDiff.render(old: file.bytes, new: new, label: file.path)
      return Plan(
        path: file.path, difference: difference, file: file, new: new, registration: registration,
        remark: remark)
    } catch {
      throw failure(error)
    }
  }

  private func unlinkEmpty(_ path: String) { try? LocalFile.remove(path) }

  private func failure(_ error: SettingsError) -> HandoffError {
    HandoffError(
      .data, Phrases.claudeSettingsKept(reason: error), hint: Phrases.claudeSettingsKeptHint())
  }
}
