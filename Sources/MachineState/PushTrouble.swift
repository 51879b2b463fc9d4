package import Platform

/// The trouble with this machine's pushes, with its beginning and its cause.
///
/// There is no file while they go well.
package struct PushTrouble: Sendable, Hashable {
  /// The first failure since the last success: seconds since 1970.
  package let since: Int64
  /// The reason for which the last one failed.
  package let message: String

  /// Describes it.
  package init(since: Int64, message: String) {
    self.since = since
    self.message = message
  }

  /// Returns it; `nil` while pushes go well.
  package static func read(_ state: StateFolder) -> PushTrouble? {
    guard let bytes = try? LocalFile.read(state.pushTrouble, limit: 65_536) else { return nil }
    var index = 0
    guard let since = bytes.decimal(at: &index) else { return nil }
    let text = String(decoding: bytes[index...], as: UTF8.self)
    return PushTrouble(since: since, message: PlainLine.make(text, limit: 300))
  }

  /// Notes a failed push; the time of the first one stays.
  ///
  /// - Parameters:
  ///   - message: The reason, without secrets.
  ///   - state: The state folder.
  ///   - now: Seconds since 1970.
  /// - Throws: `FileError` where it cannot be written.
  package static func note(
    _ message: String, in state: StateFolder, now: Int64
  ) throws(FileError) {
    let known = read(state)?.since ?? now
    // A time in the future means that the clock was set back.
    let line = "\(min(known, now)) \(PlainLine.make(message, limit: 300))\n"
    try LocalFile.write(Array(line.utf8), to: state.pushTrouble, durable: false)
  }

  /// Notes that a push went well.
  package static func clear(_ state: StateFolder) {
    try? LocalFile.remove(state.pushTrouble)
    try? LocalFile.remove(told(state))
  }

  /// Returns the trouble for a session that is to be told now: once, after an hour.
  ///
  /// - Parameters:
  ///   - state: The state folder; it remembers that it was told.
  ///   - now: Seconds since 1970.
  /// - Returns: The trouble; `nil` where there is nothing to tell.
  package static func announce(_ state: StateFolder, now: Int64) -> PushTrouble? {
    guard let trouble = read(state), now - trouble.since >= 3_600 else { return nil }
    let descriptor = unsafe told(state).withCString {
      unsafe open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    }
    guard descriptor >= 0 else { return nil }
    close(descriptor)
    return trouble
  }

  private static func told(_ state: StateFolder) -> String { state.pushTrouble + "-told" }
}
