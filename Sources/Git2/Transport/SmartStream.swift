/// What one stream of libgit2 stands on.
final class SmartStream {
  let connection: any SmartConnection
  let owner: SmartSubtransport
  private let service: SmartService
  private var scanner = AdvertisementScanner()

  init(connection: any SmartConnection, owner: SmartSubtransport, service: SmartService) {
    self.connection = connection
    self.owner = owner
    self.service = service
  }

  /// Reads from the connection.
  ///
  /// - Parameter limit: The most bytes wanted.
  /// - Returns: The bytes; none at the end.
  /// - Throws: the transport's own error,, also where the server says that it will not go on, or has a
  ///   repository that libgit2 cannot read.
  func read(atMost limit: Int) throws -> [UInt8] {
    let bytes = try connection.read(atMost: limit)
    switch scanner.scan(bytes) {
    case nil: return bytes
    case .refusal(let text): throw owner.refusal(text, for: service)
    case .objectFormat(let name):
      throw owner.unsupportedFormat(name)
    }
  }
}
