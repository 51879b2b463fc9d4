internal import LocalFiles

/// The libcurl of this machine, and what it is made with.
struct CurlVersion: Sendable, Hashable {
  /// What `curl_version(3)` says, such as `libcurl/7.88.1 OpenSSL/3.0.15 zlib/1.2.13 …`.
  let words: String

  /// The number alone.
  var number: String {
    words.split(separator: " ").first.map { $0.drop { $0 != "/" }.dropFirst().description } ?? ""
  }

  /// Whether its number is below another one.
  func isBelow(_ other: [Int]) -> Bool {
    let numbers = number.split(separator: ".").compactMap { part in
      Int(part.prefix { $0.isASCII && $0.isNumber })
    }
    return !numbers.isEmpty && numbers.lexicographicallyPrecedes(other)
  }

  /// Asks the library, which is loaded for that; `nil` where there is none.
  static var current: CurlVersion? {
    for name in ["libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.4.dylib", "libcurl.dylib"] {
      guard let library = unsafe dlopen(name, RTLD_NOW | RTLD_LOCAL) else { continue }
      guard let symbol = unsafe dlsym(library, "curl_version") else { continue }
      typealias Function = @convention(c) () -> UnsafePointer<CChar>?
      let version = unsafe unsafeBitCast(symbol, to: Function.self)
      guard let text = unsafe version() else { continue }
      return CurlVersion(words: String(unsafe String(cString: text).prefix(300)))
    }
    return nil
  }
}
