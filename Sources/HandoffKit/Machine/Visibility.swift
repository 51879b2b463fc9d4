internal import MachineState
internal import Phrases
internal import Platform
internal import SyncRepo

/// The daily look at whether strangers can read the remote: a repository can be made public at any time,
/// by a click or with all others of its group.
///
/// What cannot be found out changes nothing. Once anybody can read it, every push looks again.
struct Visibility {
  private let context: HandoffContext
  private let settings: Settings
  private let state: StateFolder
  private static let interval: Int64 = 86_400

  /// Takes what is known.
  ///
  /// - Parameters:
  ///   - context: The world around.
  ///   - settings: The settings, with the remote that may be public.
  ///   - state: The state folder.
  init(_ context: HandoffContext, settings: Settings, _ state: StateFolder) {
    self.context = context
    self.settings = settings
    self.state = state
  }

  /// Looks, if that is due.
  ///
  /// - Parameter repo: The clone.
  /// - Returns: The reason for which nothing may be pushed; `nil` where nothing speaks against it.
  func trouble(of repo: SyncRepository) async -> SyncError? {
    guard let remote = try? await repo.remoteAddress() else { return nil }
    let address = remote.description
    guard remote.transport == .ssh || remote.transport == .http,
      address != settings.publicRemote
    else {
      try? LocalFile.remove(state.publicRemote)
      return nil
    }
    let known = finding(of: address)
    let clock = SyncClock(.visibility, in: state)
    let (now, last) = (context.seconds(), clock.last)
    if known == nil && last <= now && now < last + Self.interval { return nil }
    let answer = await context.visibility(repo)
    try? state.create()
    try? clock.note(now)
    switch answer {
    case .readable(let how):
      try? LocalFile.write(Array("\(address)\n\(how)\n".utf8), to: state.publicRemote)
      return error(address, how)
    case .closed:
      try? LocalFile.remove(state.publicRemote)
      return nil
    case .unknown: return known.map { error(address, $0) }
    }
  }

  /// The way in which anybody could read a remote at the last look; `nil` where nobody could.
  func finding(of address: String) -> String? {
    guard address != settings.publicRemote,
      let bytes = try? LocalFile.read(state.publicRemote, limit: 65_536)
    else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return lines.count == 2 && lines[0] == address ? String(lines[1]) : nil
  }

  private func error(_ address: String, _ how: String) -> SyncError {
    SyncError(
      .notAllowed, Phrases.publicNow(address: address, how: how),
      remedy: .init(.runCommand, Phrases.publicNowHint(), command: "handoff sync"))
  }
}
