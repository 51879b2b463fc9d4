internal import CGit2
internal import Platform

/// The C functions that libgit2 calls during a transfer; all take a `RemoteConnection`.
enum RemoteTrampolines {
  static func install(in callbacks: inout git_remote_callbacks, payload: UnsafeMutableRawPointer) {
    callbacks.payload = payload
    callbacks.transport = { (out, owner, payload) in
      SmartTrampolines.makeTransport(out, owner, payload)
    }
    callbacks.sideband_progress = { (text, length, payload) in
      guard let connection = RemoteTrampolines.connection(payload) else { return 0 }
      if let text, length > 0 {
        connection.serverText.append(UnsafeRawBufferPointer(start: text, count: Int(length)))
      }
      return connection.watcher.isCancelled() ? GIT_EUSER.rawValue : 0
    }
    callbacks.transfer_progress = { (progress, payload) in
      guard let connection = RemoteTrampolines.connection(payload), let progress = progress?.pointee
      else { return 0 }
      return RemoteTrampolines.tell(connection.watcher, .receiving(progress))
    }
    callbacks.pack_progress = { (_, current, total, payload) in
      guard let connection = RemoteTrampolines.connection(payload) else { return 0 }
      return RemoteTrampolines.tell(
        connection.watcher, .packing(objects: Int(current), of: Int(total)))
    }
    callbacks.push_transfer_progress = { (current, total, bytes, payload) in
      guard let connection = RemoteTrampolines.connection(payload) else { return 0 }
      return RemoteTrampolines.tell(
        connection.watcher, .sending(objects: Int(current), of: Int(total), bytes: bytes))
    }
    callbacks.push_update_reference = { (reference, status, payload) in
      guard let connection = RemoteTrampolines.connection(payload), let reference, let status
      else { return 0 }
      connection.refusals[String(cString: reference)] = String(cString: status)
      return 0
    }
  }

  static func connection(_ payload: UnsafeMutableRawPointer?) -> RemoteConnection? {
    payload.map { Unmanaged<RemoteConnection>.fromOpaque($0).takeUnretainedValue() }
  }

  fileprivate static func tell(
    _ watcher: RemoteWatcher, _ progress: RemoteWatcher.Progress
  ) -> Int32 {
    watcher.progress(progress)
    return watcher.isCancelled() ? GIT_EUSER.rawValue : 0
  }
}

extension RemoteWatcher.Progress {
  fileprivate static func receiving(_ progress: git_indexer_progress) -> Self {
    .receiving(
      objects: Int(progress.received_objects), of: Int(progress.total_objects),
      bytes: progress.received_bytes)
  }
}

/// The writing of a pack into a folder, watched: the payload of its callbacks.
final class PackConversation {
  private let isPush: Bool
  private let watcher: RemoteWatcher

  init(isPush: Bool, watcher: RemoteWatcher) {
    self.isPush = isPush
    self.watcher = watcher
  }

  /// Runs a body with the callback for the pack's writing, and the callback's payload; libgit2 calls
  /// back only in there.
  func watch(
    _ builder: borrowing GitHandle<PackBuilderKind>,
    _ body: (git_indexer_progress_cb, UnsafeMutableRawPointer) throws(GitError) -> Void
  ) throws(GitError) {
    let payload = Unmanaged.passRetained(self)
    defer { payload.release() }
    try check(
      git_packbuilder_set_callbacks(
        builder.pointer,
        { (_, current, total, payload) in
          guard let conversation = PackConversation.of(payload) else { return 0 }
          return RemoteTrampolines.tell(
            conversation.watcher, .packing(objects: Int(current), of: Int(total)))
        }, payload.toOpaque()))
    try body(
      { (progress, payload) in
        guard let conversation = PackConversation.of(payload), let progress = progress?.pointee
        else { return 0 }
        return RemoteTrampolines.tell(
          conversation.watcher,
          // The bytes are not set here: libgit2 leaves what lay in their place.
          conversation.isPush
            ? .sending(
              objects: Int(progress.received_objects), of: Int(progress.total_objects), bytes: 0)
            : .receiving(
              objects: Int(progress.received_objects), of: Int(progress.total_objects), bytes: 0))
      }, payload.toOpaque())
  }

  private static func of(_ payload: UnsafeMutableRawPointer?) -> PackConversation? {
    payload.map { Unmanaged<PackConversation>.fromOpaque($0).takeUnretainedValue() }
  }
}
