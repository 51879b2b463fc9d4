internal import Platform

extension Terminal {
  /// Returns a function that writes text to an open descriptor at once, without a buffer.
  ///
  /// Errors are dropped: what is written this way is decoration, and an output that is gone cannot
  /// be told about it.
  ///
  /// - Parameter fd: an open file descriptor, usually 2.
  /// - Returns: the function; it may be called from any thread.
  package static func writer(fd: CInt) -> @Sendable (String) -> Void {
    { text in
      var rest = ArraySlice(text.utf8)
      while !rest.isEmpty {
        let count = unsafe rest.withUnsafeBytes { buffer in
          guard let base = buffer.baseAddress else { return 0 }
          return unsafe write(fd, base, buffer.count)
        }
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if count < 0, errno == EAGAIN {
          // Someone made the descriptor non-blocking; a reader that hangs is not waited for long.
          var descriptor = pollfd(fd: fd, events: Int16(POLLOUT), revents: 0)
          guard unsafe poll(&descriptor, 1, 1_000) > 0 else { return }
        } else if count == 0 || errno != EINTR {
          return
        }
      }
    }
  }
}
