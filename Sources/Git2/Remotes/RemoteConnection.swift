internal import CGit2
internal import Platform

/// One conversation with a remote: the payload of all its callbacks.
///
/// libgit2 gets an unretained pointer to it, which is valid because every C call that may call back
/// lies inside `withCallbacks`.
final class RemoteConnection {
  let watcher: RemoteWatcher
  /// The transport to use in place of libgit2's own.
  let transport: any SmartTransport
  /// The transport's first failure: libgit2 passes on that it failed, not why.
  private var failure: (any Error)?
  /// The server's words about references it did not update (`push_update_reference`): without this
  /// a refused push looks like a success.
  var refusals: [String: String] = [:]
  /// The server's words for people: the output of its hooks.
  var serverText = TextTail()

  init(watcher: RemoteWatcher, transport: any SmartTransport) {
    self.watcher = watcher
    self.transport = transport
  }

  /// Keeps the first failure; what follows is a consequence.
  func note(_ failure: any Error) { self.failure = self.failure ?? failure }

  /// Connects and returns the references that the remote advertises.
  func heads(
    of remote: OpaquePointer, direction: git_direction
  ) throws(GitError) -> [String: ObjectID] {
    try checkRemote(
      withCallbacks { callbacks in
        git_remote_connect(remote, direction, &callbacks, nil, nil)
      })
    var list: UnsafeMutablePointer<UnsafePointer<git_remote_head>?>?
    var count = 0
    try checkRemote(git_remote_ls(&list, &count, remote))
    var heads: [String: ObjectID] = [:]
    for position in 0..<count {
      guard let head = list?[position]?.pointee, let name = head.name else { continue }
      heads[String(cString: name)] = ObjectID(head.oid)
    }
    return heads
  }

  /// Returns the branch that the HEAD of a connected remote names, as far as the protocol tells.
  ///
  /// - Parameter remote: The connected remote.
  /// - Returns: The full name, such as `refs/heads/main`.
  /// - Throws: `GitError` if libgit2 cannot tell.
  func head(of remote: OpaquePointer) throws(GitError) -> String? {
    var name = git_buf()
    guard try checkFound(git_remote_default_branch(&name, remote)) != nil else { return nil }
    defer { git_buf_dispose(&name) }
    return name.ptr.map { String(cString: $0) }
  }

  /// Fetches by one refspec over the open connection, then closes it.
  ///
  /// - Parameters:
  ///   - remote: The connected remote.
  ///   - refspec: The branch, and its tracking reference.
  ///   - name: The name of the program, for the reflog.
  /// - Throws: `GitError`, with the transport's own as its cause.
  func fetch(_ remote: OpaquePointer, refspec: String, name: String) throws(GitError) {
    try checkRemote(
      withCallbacks { callbacks in
        var options = git_fetch_options()
        git_fetch_options_init(&options, UInt32(GIT_FETCH_OPTIONS_VERSION))
        options.callbacks = callbacks
        options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE
        return withStringArray(refspec) { refspecs in
          git_remote_fetch(remote, &refspecs, &options, "\(name): fetch")
        }
      })
  }

  /// Pushes by one refspec, and leaves the tracking reference alone: a lock in its way would make a
  /// push that the server took look like a failure.
  func push(_ remote: OpaquePointer, refspec: String) throws(GitError) {
    defer { git_remote_disconnect(remote) }
    try checkRemote(
      withCallbacks { callbacks in
        var options = git_push_options()
        git_push_options_init(&options, UInt32(GIT_PUSH_OPTIONS_VERSION))
        options.callbacks = callbacks
        return withStringArray(refspec) { refspecs in
          git_remote_upload(remote, &refspecs, &options)
        }
      })
  }

  /// Passes a result on, or throws the transport's own failure, else what libgit2 says.
  private func checkRemote(_ code: Int32) throws(GitError) {
    guard code < 0 else { return }
    var error = GitError.last(code)
    error.cause = failure
    throw error
  }

  private func withCallbacks(_ body: (inout git_remote_callbacks) -> Int32) -> Int32 {
    var callbacks = git_remote_callbacks()
    git_remote_init_callbacks(&callbacks, UInt32(GIT_REMOTE_CALLBACKS_VERSION))
    RemoteTrampolines.install(in: &callbacks, payload: Unmanaged.passUnretained(self).toOpaque())
    return withExtendedLifetime(self) { body(&callbacks) }
  }

  private func withStringArray(_ text: String, _ body: (inout git_strarray) -> Int32) -> Int32 {
    var bytes = Array(text.utf8CString)
    return bytes.withUnsafeMutableBufferPointer { buffer in
      var pointer = buffer.baseAddress
      return withUnsafeMutablePointer(to: &pointer) { strings in
        var array = git_strarray(strings: strings, count: 1)
        return body(&array)
      }
    }
  }
}
