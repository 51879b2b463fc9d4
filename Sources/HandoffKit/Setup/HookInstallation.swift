internal import ClaudeCode
internal import Foundation
internal import HookRelay
internal import LocalFiles

/// `handoff install` and `handoff uninstall`: our hooks in Claude Code's `settings.json`.
///
/// Only the bytes of our own entries change; other tools' hooks, the order of keys, the formatting,
/// symbolic links and the file's mode stay. A copy of the file is kept before each change.
package struct HookInstallation: Sendable {
  /// A change that has not been made yet.
  package struct Plan: Sendable {
    /// The settings file, symbolic links resolved.
    package let path: String
    /// The change as a unified diff; empty where there is nothing to change.
    package let difference: String
    let file: SettingsFile
    let new: [UInt8]
    let registration: HookRegistration?
  }

  let context: HandoffContext

  package init(_ context: HandoffContext) { self.context = context }

  /// Plans the registration of both hook programs, which lie beside this one.
  ///
  /// `SessionEnd` gets a time limit of its own: without one Claude Code kills a hook after 1.5 s,
  /// which ours needs only on a machine that is very busy.
  ///
  /// - Returns: The change.
  /// - Throws: `HandoffError` where the settings file is broken; it is never touched then.
  package func planInstallation() throws -> Plan {
    guard let own = ExecutablePath.current else {
      throw HandoffError(.software, "The folder of this program cannot be told.")
    }
    let folder = LocalFile.folder(of: own)
    for name in ["handoff-snapshot", "handoff-cleanup"]
    where !LocalFile.exists("\(folder)/\(name)") {
      throw HandoffError(
        .noInput, "The program \(folder)/\(name) is missing.", hint: "Run: scripts/install")
    }
    let registration = HookRegistration([
      .init(event: .stop, executable: "\(folder)/handoff-snapshot"),
      .init(event: .sessionEnd, executable: "\(folder)/handoff-cleanup", timeout: 10),
    ])
    return try plan(registration)
  }

  /// Plans the removal of everything that is ours.
  package func planRemoval() throws -> Plan { try plan(nil) }

  /// Makes a planned change, and verifies it by reading the file again.
  ///
  /// - Parameter plan: The change.
  /// - Returns: The copy of the old file; `nil` where there was none, or nothing changed.
  /// - Throws: `HandoffError` where the file has changed since, or cannot be written.
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

  private func plan(_ registration: HookRegistration?) throws -> Plan {
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
        path: file.path, difference: difference, file: file, new: new, registration: registration)
    } catch {
      throw failure(error)
    }
  }

  private func unlinkEmpty(_ path: String) { try? LocalFile.remove(path) }

  private func failure(_ error: SettingsError) -> HandoffError {
    HandoffError(
      .data, "Claude Code's settings were not changed: \(error)",
      hint: "Mend the file in an editor, then run this again.")
  }
}
