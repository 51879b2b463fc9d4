package import Essentials
internal import MachineState
internal import Platform
internal import SnapshotStore

/// The file `first-seen` in the state folder: when this machine first saw each version of a snapshot,
/// by its own clock.
///
/// Whether a claim still counts, or a session has gone quiet, must not depend on another machine's clock:
/// it is counted from here. Whoever reads a list notes what is new in it; versions that no list shows any
/// more go. A file that is missing or damaged begins anew.
///
/// It is a heading, and a line for each version: the name of its content, and seconds since 1970.
package struct FirstSeen: Sendable {
  private static let heading = "handoff first seen 1"
  /// More is neither written nor read.
  private static let sizeLimit = 4 << 20

  private let times: [String: Int64]
  private let now: Int64

  /// Notes which versions there are.
  ///
  /// - Parameters:
  ///   - snapshots: All snapshots of the clone.
  ///   - state: The state folder; where it cannot be written, what is new counts from now each time.
  ///   - now: Seconds since 1970.
  /// - Returns: When each of them was first seen.
  static func note(
    _ snapshots: [StoredSnapshot], in state: StateFolder, now: Int64
  ) -> FirstSeen {
    let path = state.path + "/first-seen"
    let known = read(path)
    var times: [String: Int64] = [:]
    times.reserveCapacity(snapshots.count)
    var isNew = false
    for snapshot in snapshots where isName(snapshot.blob) {
      let before = known[snapshot.blob]
      // A time that is still to come was noted by a clock that has been set back since.
      let time = min(before ?? now, now)
      times[snapshot.blob] = time
      if time != before { isNew = true }
    }
    if isNew || times.count != known.count {
      let lines = times.map { "\($0) \($1)" }.sorted()
      let text = ([heading] + lines).joined(separator: "\n") + "\n"
      if text.utf8.count <= sizeLimit, (try? LocalFile.createFolder(state.path)) != nil {
        try? LocalFile.write(Array(text.utf8), to: path, durable: false)
      }
    }
    return FirstSeen(times: times, now: now)
  }

  /// Returns when this machine first saw a version of a snapshot.
  ///
  /// - Parameter blob: The name of its content.
  /// - Returns: The time; that of the note for a version that it did not tell of.
  package func time(of blob: String) -> Date {
    Date(timeIntervalSince1970: TimeInterval(times[blob] ?? now))
  }

  /// Returns when a snapshot was written, by its own machine's clock, or where that is ahead, when this
  /// machine first saw it.
  func writing(of stored: StoredSnapshot) -> Date {
    let updated = stored.header?.updated ?? .distantPast
    return updated.timeIntervalSince1970 > TimeInterval(now) ? time(of: stored.blob) : updated
  }

  /// A claim without an answer counts for so long, in seconds.
  static let claimAge: TimeInterval = 24 * 3_600

  /// Returns whether a snapshot is a claim that does not count any more.
  func isFreeClaim(_ stored: StoredSnapshot) -> Bool {
    stored.header?.state == .claimed
      && TimeInterval(now) - time(of: stored.blob).timeIntervalSince1970 >= Self.claimAge
  }

  private static func read(_ path: String) -> [String: Int64] {
    guard let bytes = try? LocalFile.read(path, limit: sizeLimit),
      bytes.starts(with: "\(heading)\n".utf8)
    else { return [:] }
    var times: [String: Int64] = [:]
    times.reserveCapacity(bytes.count / 52)
    var start = heading.utf8.count + 1
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = bytes[start..<end]
      start = end + 1
      guard let space = line.firstIndex(of: UInt8(ascii: " ")),
        let seconds = Int64(String(decoding: line[(space + 1)...], as: UTF8.self)), seconds > 0
      else { continue }
      times[String(decoding: line[..<space], as: UTF8.self)] = seconds
    }
    return times
  }

  /// Returns whether a text may stand in the file; blobs are hexadecimal digits.
  private static func isName(_ blob: String) -> Bool {
    !blob.isEmpty && blob.utf8.allSatisfy { $0.isAlphanumeric }
  }
}
