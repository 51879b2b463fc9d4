internal import Git2
internal import Phrases
internal import Platform
internal import Processes
package import SnapshotStore
package import SyncRepo

/// The newest state of a task, from the machine that is at it.
extension TaskList {
  /// The seconds in which the connection must stand: a machine that sleeps costs no more.
  private static let connectTimeout = 3

  /// Has the machine of a task push what its session knows now, and fetches it.
  ///
  /// It is asked over ssh, at the address that the person has set on this machine, and runs `handoff
  /// snapshot`, which asks no model then. A task of this machine is as new as can be.
  ///
  /// - Parameters:
  ///   - task: The task.
  ///   - limit: The time for asking.
  ///   - progress: Called with how far the fetch has come.
  /// - Returns: Why what is here is only what that machine pushed last; `nil` if it is the newest.
  package func freshen(
    _ task: StoredSnapshot, within limit: Duration = .seconds(20),
    progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async -> HandoffError? {
    guard let id = task.id else {
      return HandoffError(.noInput, Phrases.freshNoSession(task: task.name))
    }
    guard id.machine != settings.machine else { return nil }
    guard let address = settings.machineSSH[id.machine] else {
      return HandoffError(
        .configuration, Phrases.freshNoAddress(machine: id.machine),
        hint: Phrases.machineUnknownHint(machine: id.machine))
    }
    do throws(ConnectionFailure) {
      try await ask(address, for: id.session, within: limit)
    } catch {
      return HandoffError(
        .unavailable, Phrases.freshFailed(machine: id.machine, reason: error.message),
        hint: Phrases.freshFailedHint(address: address, session: id.session))
    }
    return await refresh(progress: progress).map { HandoffError($0) }
  }

  private func ask(
    _ address: SSHDestination, for session: SessionID, within limit: Duration
  ) async throws(ConnectionFailure) {
    let ssh = SSHCommand(
      on: address, environment: context.environment(for: .connection),
      command: UserConfiguration.value("core.sshCommand"),
      variant: UserConfiguration.value("ssh.variant"), connectTimeout: Self.connectTimeout)
    let words = ["snapshot", "--force", "--session", session.rawValue]
    let clock = ContinuousClock()
    let end = clock.now + limit
    do throws(ConnectionFailure) {
      try await ssh.run(["handoff"] + words, within: limit)
    } catch {
      guard error.reason == .programMissing else { throw error }
      // Many shells that are no login shells do not have that folder in their `PATH`.
      let first = error
      do throws(ConnectionFailure) {
        try await ssh.run(["~/.local/bin/handoff"] + words, within: end - clock.now)
      } catch {
        throw error.reason == .programMissing ? first : error
      }
    }
  }
}
