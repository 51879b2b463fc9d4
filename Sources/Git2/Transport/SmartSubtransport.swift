internal import CGit2
internal import CGit2Shim

/// The state of one subtransport of libgit2: a transport of ours, and its open stream.
final class SmartSubtransport {
  private let transport: any SmartTransport
  private let connection: RemoteConnection
  /// The stream that libgit2 has; it belongs to libgit2 until its `free`.
  private var stream: UnsafeMutablePointer<handoff_stream>?

  init(transport: any SmartTransport, connection: RemoteConnection) {
    self.transport = transport
    self.connection = connection
  }

  /// Answers `action`: a new stream, or the open one where a connection serves all steps.
  func stream(
    for service: SmartService, url: String,
    in subtransport: UnsafeMutablePointer<handoff_subtransport>
  ) throws -> UnsafeMutablePointer<handoff_stream> {
    // Closing, libgit2 asks for an upload-pack stream even after a push, to say goodbye.
    if !transport.isStateless, let stream { return stream }
    let opened: any SmartConnection
    do {
      opened = try transport.connect(to: url, for: service)
    } catch {
      connection.note(error)
      throw error
    }
    let payload = SmartStream(connection: opened, owner: self, service: service)
    let created = UnsafeMutablePointer<handoff_stream>.allocate(capacity: 1)
    created.initialize(to: handoff_stream())
    SmartTrampolines.install(in: created)
    created.pointee.base.subtransport = UnsafeMutableRawPointer(subtransport)
      .assumingMemoryBound(to: git_smart_subtransport.self)
    created.pointee.payload = Unmanaged.passRetained(payload).toOpaque()
    stream = created
    return created
  }

  /// Forgets a stream that libgit2 frees.
  func forget(_ freed: UnsafeMutablePointer<handoff_stream>) {
    if stream == freed { stream = nil }
  }

  /// Keeps a failure for the one who called libgit2, and gives libgit2 its words.
  func fail(_ failure: any Error) -> Int32 {
    connection.note(failure)
    handoff_set_error(Int32(GIT_ERROR_NET.rawValue), "\(failure)")
    return GIT_EUSER.rawValue
  }

  /// Finds out what it means that the server will not go on.
  func refusal(_ text: String, for service: SmartService) -> any Error {
    transport.refusal(text, for: service)
  }

  /// Finds out what it means that the repository there has objects of another format.
  func unsupportedFormat(_ name: String) -> any Error { transport.unsupportedFormat(name) }

  /// Closes what the transport kept open.
  func close() { transport.close() }
}

/// The state of one stream of libgit2.
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
  /// - Throws: The transport's own error, also where the server says that it will not go on, or has a
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
