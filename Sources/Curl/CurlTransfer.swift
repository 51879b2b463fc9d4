internal import CCurl
internal import CCurlShim

/// One request and its answer, while they are on their way.
///
/// Nothing here waits but `wait`, and no time is looked at: whoever uses it calls `perform` and
/// `wait` in turn, until what it wants is there.
@safe package final class CurlTransfer {
  /// From this many bytes on that nobody has taken, curl stops reading.
  static let inboxLimit = 1 << 20

  let session: CurlSession
  let easy: UnsafeMutableRawPointer
  let isStream: Bool
  var lists: [UnsafeMutablePointer<curl_slist>] = unsafe []
  private let errorText: UnsafeMutablePointer<CChar>
  private var isInSession = false

  // What the callbacks change.
  var body: [UInt8] = []
  var bodyOffset = 0
  var isBodyComplete: Bool
  var isSendingPaused = false
  var inbox: [UInt8] = []
  var inboxOffset = 0
  var isReceivingPaused = false
  var unfinishedHead: CurlHead?
  var hasBody = false
  /// The version of TLS, as in `TLSv1.3`; known after the first transfer over a connection.
  package internal(set) var tlsVersion: String?
  /// Counts what came from the other side.
  package internal(set) var heard = 0
  /// Counts what the other side took.
  package internal(set) var sent = 0

  /// Begins a request; nothing is sent before `perform`.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - session: The keeper of its connection.
  /// - Throws: `CurlFailure` if libcurl refuses a part of it.
  package init(_ request: CurlRequest, in session: CurlSession) throws(CurlFailure) {
    self.session = session
    let size = Int(CURL_ERROR_SIZE)
    unsafe errorText = UnsafeMutablePointer<CChar>.allocate(capacity: size)
    unsafe errorText.initialize(repeating: 0, count: size)
    switch request.body {
    case .stream: (isStream, isBodyComplete) = (true, false)
    case .bytes(let bytes):
      (isStream, isBodyComplete) = (false, true)
      body = bytes
    case .none: (isStream, isBodyComplete) = (false, true)
    }
    guard let easy = unsafe handoff_curl_easy_make(session.library.functions) else {
      unsafe errorText.deallocate()
      throw CurlFailure(.libraryMissing, "libcurl has no memory left")
    }
    unsafe self.easy = unsafe easy
    _ = unsafe handoff_curl_set_error_buffer(session.library.functions, easy, errorText)
    installCallbacks()
    try configure(request)
    try unsafe session.add(easy)
    isInSession = true
  }

  deinit {
    close()
    unsafe handoff_curl_easy_free(session.library.functions, easy)
    unsafe lists.forEach { unsafe handoff_curl_list_free(session.library.functions, $0) }
    unsafe errorText.deallocate()
  }

  /// Ends the transfer; its connection is kept only if the answer was read to its end.
  package func close() {
    guard isInSession else { return }
    isInSession = false
    unsafe session.remove(easy)
  }

  // MARK: - Steps

  /// Sends and receives without waiting.
  ///
  /// - Throws: `CurlFailure` if the transfer has failed; the bytes that came before can still be taken.
  package func perform() throws(CurlFailure) {
    resume()
    try session.perform()
    guard let result = unsafe session.result(of: easy), result != CURLE_OK else { return }
    throw failure(result)
  }

  /// Waits until `perform` has something to do.
  ///
  /// - Parameters:
  ///   - time: The longest time to wait.
  ///   - descriptor: One whose readability ends the waiting; -1 is none.
  /// - Throws: `CurlFailure` if the system cannot wait.
  package func wait(atMost time: Duration, waking descriptor: Int32) throws(CurlFailure) {
    try session.wait(atMost: time, waking: descriptor)
  }

  /// True once request and answer are complete; never after a failure.
  package var isOver: Bool { unsafe session.result(of: easy) == CURLE_OK }

  /// The answer's head; `nil` until it is complete and known to be the last.
  ///
  /// An answer with 401, or a proxy's with 407, may be a step of the login that curl itself does.
  package var head: CurlHead? {
    guard isHeadComplete, let unfinishedHead else { return nil }
    let mayBeAStep = [401, 407].contains(unfinishedHead.status)
    return hasBody || isOver || !mayBeAStep ? unfinishedHead : nil
  }

  var isHeadComplete = false

  // MARK: - The bodies

  /// The bytes of the request that curl has not taken yet.
  package var unsent: Int { body.count - bodyOffset }

  /// Adds to the body of a `stream` request.
  package func send(_ bytes: [UInt8]) {
    if bodyOffset == body.count {
      body = bytes
      bodyOffset = 0
    } else {
      // What was taken must not pile up where curl never has everything.
      if bodyOffset >= 65_536 {
        body.removeFirst(bodyOffset)
        bodyOffset = 0
      }
      body.append(contentsOf: bytes)
    }
  }

  /// Ends the body of a `stream` request.
  package func finishSending() { isBodyComplete = true }

  /// The bytes of the answer that are there.
  package var received: Int { inbox.count - inboxOffset }

  /// Takes bytes of the answer.
  package func take(atMost limit: Int) -> [UInt8] {
    let end = min(inbox.count, inboxOffset + max(0, limit))
    let taken = Array(inbox[inboxOffset..<end])
    inboxOffset = end
    if inboxOffset == inbox.count {
      inbox.removeAll(keepingCapacity: true)
      inboxOffset = 0
    }
    return taken
  }

  /// Lets curl go on where it had to pause and need not any more.
  private func resume() {
    let canReceive = isReceivingPaused && received < CurlTransfer.inboxLimit / 4
    let canSend = isSendingPaused && (unsent > 0 || isBodyComplete)
    guard canReceive || canSend else { return }
    if canReceive { isReceivingPaused = false }
    if canSend { isSendingPaused = false }
    let directions =
      (isReceivingPaused ? CURLPAUSE_RECV : 0) | (isSendingPaused ? CURLPAUSE_SEND : 0)
    _ = unsafe handoff_curl_easy_pause(session.library.functions, easy, directions)
  }

  func failure(_ code: CURLcode) -> CurlFailure {
    let said = unsafe String(cString: errorText)
    let general = unsafe handoff_curl_easy_text(session.library.functions, code).map {
      unsafe String(cString: $0)
    }
    return CurlFailure(
      CurlFailure.Code(rawValue: Int(code.rawValue)),
      said.isEmpty ? general ?? "libcurl failed" : said)
  }
}
