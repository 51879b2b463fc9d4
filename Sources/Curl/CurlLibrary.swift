internal import CCurl
internal import CCurlShim

/// The libcurl of this machine, loaded when it is first needed.
@safe package struct CurlLibrary: @unchecked Sendable {
  // Checked by hand: what the pointer leads to is never written again, and never freed.
  let functions: OpaquePointer

  /// Its version, such as `7.88.1`.
  package let version: String
  /// The TLS library it was built with, such as `OpenSSL/3.0.19`; `nil` if it has none.
  package let tlsLibrary: String?
  /// True if it speaks HTTP/2.
  package let hasHTTP2: Bool
  /// The bundle of trusted certificates that it was built to use, if it tells (since 7.70).
  package let defaultCAFile: String?
  /// The folder of trusted certificates that it was built to use, if it tells (since 7.70).
  package let defaultCAFolder: String?

  /// Returns the library of this process; it is loaded and started once.
  ///
  /// - Returns: The library.
  /// - Throws: `CurlFailure` with `libraryMissing` if none can be loaded, or it is too old.
  package static func shared() throws(CurlFailure) -> CurlLibrary { try loaded.get() }

  private static let loaded = Result { () throws(CurlFailure) in try CurlLibrary() }

  /// The names that distributions give it: with OpenSSL, with GnuTLS, Apple's.
  package static let names = [
    "libcurl.so.4", "libcurl-gnutls.so.4", "libcurl-nss.so.4", "libcurl.4.dylib",
    "/usr/lib/libcurl.4.dylib",
  ]

  /// Loads the first of the named libraries that is there.
  ///
  /// - Parameter names: File names, looked for by `dlopen(3)`, or paths.
  /// - Throws: `CurlFailure` with `libraryMissing`.
  package init(names: [String] = CurlLibrary.names) throws(CurlFailure) {
    var reason = [CChar](repeating: 0, count: 256)
    let copies = names.map { Array($0.utf8CString) }
    let loaded = unsafe CurlLibrary.withPointers(copies[...]) { list in
      unsafe list.baseAddress.flatMap {
        unsafe handoff_curl_load($0, list.count, &reason, reason.count)
      }
    }
    guard let loaded = unsafe loaded else {
      let text = String(
        decoding: reason.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      throw CurlFailure(.libraryMissing, "libcurl cannot be used: \(text)")
    }
    unsafe functions = unsafe loaded
    let facts = unsafe handoff_curl_version(loaded)?.pointee
    func text(_ pointer: UnsafePointer<CChar>?) -> String? {
      unsafe pointer.map { unsafe String(cString: $0) }
    }
    version = unsafe text(facts?.version) ?? "unknown"
    tlsLibrary = unsafe text(facts?.ssl_version)
    hasHTTP2 = unsafe (facts?.features ?? 0) & CURL_VERSION_HTTP2 != 0
    // An older library's structure ends before these.
    let tellsCertificates = unsafe (facts?.age.rawValue ?? 0) >= CURLVERSION_SEVENTH.rawValue
    defaultCAFile = unsafe tellsCertificates ? text(facts?.cainfo) : nil
    defaultCAFolder = unsafe tellsCertificates ? text(facts?.capath) : nil
  }

  private static func withPointers<Value>(
    _ strings: ArraySlice<[CChar]>, _ pointers: [UnsafePointer<CChar>?] = unsafe [],
    _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Value
  ) -> Value {
    guard let first = strings.first else { return unsafe pointers.withUnsafeBufferPointer(body) }
    return unsafe first.withUnsafeBufferPointer { buffer in
      unsafe withPointers(strings.dropFirst(), pointers + [buffer.baseAddress], body)
    }
  }
}
