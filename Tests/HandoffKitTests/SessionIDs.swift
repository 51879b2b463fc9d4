import SnapshotStore

enum SessionIDs {
  static func make(_ text: String) -> SessionID? { SessionID(text) }
}
