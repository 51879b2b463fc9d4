internal import CCurl
internal import CCurlShim

extension CurlTransfer {
  /// Sets the C functions that curl calls, with this object as their payload.
  ///
  /// It is not retained: curl calls them only while the handle lives, which this object frees.
  func installCallbacks() {
    unsafe handoff_curl_set_callbacks(
      session.library.functions, easy, Unmanaged.passUnretained(self).toOpaque(),
      { (bytes, size, count, payload) in
        unsafe CurlTransfer.of(payload)?.takeHeader(bytes, size * count) ?? 0
      },
      { (bytes, size, count, payload) in
        unsafe CurlTransfer.of(payload)?.takeBody(bytes, size * count) ?? 0
      },
      { (buffer, size, count, payload) in
        unsafe CurlTransfer.of(payload)?.giveBody(buffer, size * count) ?? Int(CURL_READFUNC_ABORT)
      },
      { (payload, offset, origin) in
        unsafe CurlTransfer.of(payload)?.seek(to: Int(offset), from: origin) ?? CURL_SEEKFUNC_FAIL
      },
      { (_, kind, text, size, payload) in
        if kind == CURLINFO_TEXT { unsafe CurlTransfer.of(payload)?.note(text, size) }
        return 0
      })
  }

  private static func of(_ payload: UnsafeMutableRawPointer?) -> CurlTransfer? {
    unsafe payload.map { unsafe Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
  }

  /// A whole line of a head; lines after the body are trailers, and not of interest.
  private func takeHeader(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    heard += 1
    guard !hasBody else { return count }
    let line = unsafe String(
      decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self
    )
    .trimmingLineEnd
    if let head = CurlHead(statusLine: line) {
      unfinishedHead = head
      isHeadComplete = false
    } else if line.isEmpty {
      // 1xx comes before the answer.
      isHeadComplete = (unfinishedHead?.status ?? 0) >= 200
    } else if !isHeadComplete {
      unfinishedHead?.add(line)
    }
    return count
  }

  private func takeBody(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
    guard received < CurlTransfer.inboxLimit else {
      isReceivingPaused = true
      return Int(CURL_WRITEFUNC_PAUSE)
    }
    heard += 1
    hasBody = true
    unsafe inbox.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
    return count
  }

  private func giveBody(_ buffer: UnsafeMutablePointer<CChar>?, _ room: Int) -> Int {
    let count = min(room, unsent)
    guard count > 0, let buffer = unsafe buffer else {
      if isBodyComplete { return 0 }
      isSendingPaused = true
      return Int(CURL_READFUNC_PAUSE)
    }
    unsafe body.withUnsafeBytes { raw in
      unsafe UnsafeMutableRawPointer(buffer).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: raw[bodyOffset..<(bodyOffset + count)])
          .baseAddress ?? UnsafeRawPointer(buffer), byteCount: count)
    }
    bodyOffset += count
    sent += 1
    if isStream, bodyOffset == body.count {
      body.removeAll(keepingCapacity: true)
      bodyOffset = 0
    }
    return count
  }

  /// Only a body of known length is still here to be sent again.
  private func seek(to offset: Int, from origin: Int32) -> Int32 {
    guard !isStream, origin == 0, (0...body.count).contains(offset) else {
      return CURL_SEEKFUNC_CANTSEEK
    }
    bodyOffset = offset
    return CURL_SEEKFUNC_OK
  }

  /// Finds the version of TLS in what curl tells: `SSL connection using TLSv1.3 / …`.
  ///
  /// There is no other way that works with every TLS library; nothing is decided on it.
  private func note(_ text: UnsafeMutablePointer<CChar>?, _ size: Int) {
    let start = Array("SSL connection using ".utf8)
    let bytes = unsafe UnsafeRawBufferPointer(start: text, count: size)
    guard unsafe bytes.starts(with: start) else { return }
    let name = unsafe bytes.dropFirst(start.count).prefix(24).prefix { $0 > 0x20 && $0 < 0x7F }
    // GnuTLS leaves the v out.
    tlsVersion = unsafe String(decoding: name, as: UTF8.self)
      .replacing("TLS1", with: "TLSv1", maxReplacements: 1)
  }
}

extension String {
  /// The text without the line's end; `\r\n` is one `Character`.
  fileprivate var trimmingLineEnd: String {
    var scalars = Substring.UnicodeScalarView(unicodeScalars)
    while let last = scalars.last, last == "\n" || last == "\r" { scalars.removeLast() }
    return String(scalars)
  }
}
