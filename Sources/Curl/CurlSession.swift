internal import CCurl
internal import CCurlShim
internal import Platform

/// The keeper of connections to servers, from one transfer to the next.
///
/// One thread at a time may use it and its transfers. No thread is started but those that curl
/// itself needs to look up names.
@safe package final class CurlSession {
  let library: CurlLibrary
  let multi: UnsafeMutableRawPointer
  /// The transfers that are over, by their handles, until they are asked.
  private var results: [UnsafeMutableRawPointer: CURLcode] = unsafe [:]

  /// Makes a session without connections.
  ///
  /// - Parameter library: The libcurl to use.
  /// - Throws: `CurlFailure` if there is no memory for it.
  package init(library: CurlLibrary) throws(CurlFailure) {
    self.library = library
    guard let multi = unsafe handoff_curl_multi_make(library.functions) else {
      throw CurlFailure(.libraryMissing, "libcurl has no memory left")
    }
    unsafe self.multi = unsafe multi
  }

  deinit { unsafe handoff_curl_multi_free(library.functions, multi) }

  /// Sends and receives without waiting.
  func perform() throws(CurlFailure) {
    let code = unsafe handoff_curl_multi_perform(library.functions, multi)
    guard code == CURLM_OK else { throw failure(code) }
    var ended: UnsafeMutableRawPointer?
    var result = CURLE_OK
    while unsafe handoff_curl_multi_next_end(library.functions, multi, &ended, &result) == 1 {
      if let ended = unsafe ended { unsafe results[ended] = result }
    }
  }

  /// Waits until something can be done, the descriptor is readable, or the time is over.
  func wait(atMost time: Duration, waking descriptor: Int32) throws(CurlFailure) {
    let code = unsafe handoff_curl_multi_poll(
      library.functions, multi, descriptor, time.pollMilliseconds)
    guard code == CURLM_OK else { throw failure(code) }
  }

  func add(_ easy: UnsafeMutableRawPointer) throws(CurlFailure) {
    let code = unsafe handoff_curl_multi_add(library.functions, multi, easy)
    guard code == CURLM_OK else { throw failure(code) }
  }

  func remove(_ easy: UnsafeMutableRawPointer) {
    _ = unsafe handoff_curl_multi_remove(library.functions, multi, easy)
    unsafe results[easy] = nil
  }

  /// The result of a transfer; `nil` while it runs.
  func result(of easy: UnsafeMutableRawPointer) -> CURLcode? { unsafe results[easy] }

  private func failure(_ code: CURLMcode) -> CurlFailure {
    let text = unsafe handoff_curl_multi_text(library.functions, code).map {
      unsafe String(cString: $0)
    }
    return CurlFailure(.receiving, text ?? "libcurl failed")
  }
}
