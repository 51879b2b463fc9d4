internal import CGit2
internal import Platform

/// The C functions that libgit2 calls during a transfer; all take a `RemoteConnection`.
enum RemoteTrampolines {
  static func install(in callbacks: inout git_remote_callbacks, payload: UnsafeMutableRawPointer) {
    callbacks.payload = payload
    if connection(payload)?.transport != nil {
      callbacks.transport = { (out, owner, payload) in
        SmartTrampolines.makeTransport(out, owner, payload)
      }
    }
    callbacks.sideband_progress = { (text, length, payload) in
      guard let connection = RemoteTrampolines.connection(payload) else { return 0 }
      if let text, length > 0 {
        connection.serverText.append(UnsafeRawBufferPointer(start: text, count: Int(length)))
      }
      return connection.watcher.isCancelled() ? GIT_EUSER.rawValue : 0
    }
    callbacks.transfer_progress = { (progress, payload) in
      guard let connection = RemoteTrampolines.connection(payload) else { return 0 }
      if let progress = progress?.pointee {
        connection.watcher.progress(
          RemoteWatcher.Progress(
            receivedObjects: Int(progress.received_objects),
            totalObjects: Int(progress.total_objects),
            receivedBytes: Int(progress.received_bytes)))
      }
      return connection.watcher.isCancelled() ? GIT_EUSER.rawValue : 0
    }
    callbacks.push_transfer_progress = { (_, _, _, payload) in
      guard let connection = RemoteTrampolines.connection(payload) else { return 0 }
      return connection.watcher.isCancelled() ? GIT_EUSER.rawValue : 0
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
}
