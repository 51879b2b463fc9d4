internal import CGit2
internal import CGit2Shim

/// The C functions through which libgit2 uses a `SmartTransport`.
///
/// They are set for each remote (`git_remote_callbacks.transport`), not registered for a scheme: a
/// transport then knows its repository's configuration, time limits and cancellation, and nothing in
/// the process is shared. libgit2 asks this callback before it looks at the scheme, so `git+ssh://`
/// and `host:path` come here too.
enum SmartTrampolines {
  /// Makes the transport; the payload is a `RemoteConnection`.
  static func makeTransport(
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<git_transport>?>?, _ owner: OpaquePointer?,
    _ payload: UnsafeMutableRawPointer?
  ) -> Int32 {
    guard let transport = RemoteTrampolines.connection(payload)?.transport else {
      return GIT_ERROR.rawValue
    }
    // libgit2 reads the definition during this call only.
    var definition = git_smart_subtransport_definition(
      callback: { (out, _, parameter) in
        SmartTrampolines.makeSubtransport(out, parameter)
      }, rpc: transport.isStateless ? 1 : 0, param: payload)
    return git_transport_smart(out, owner, &definition)
  }

  private static func makeSubtransport(
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<git_smart_subtransport>?>?,
    _ parameter: UnsafeMutableRawPointer?
  ) -> Int32 {
    guard let connection = RemoteTrampolines.connection(parameter) else {
      return GIT_ERROR.rawValue
    }
    let created = UnsafeMutablePointer<handoff_subtransport>.allocate(capacity: 1)
    created.initialize(to: handoff_subtransport())
    created.pointee.payload = Unmanaged.passRetained(
      SmartSubtransport(transport: connection.transport, connection: connection)
    ).toOpaque()
    created.pointee.base.action = { (out, subtransport, url, service) in
      SmartTrampolines.act(out, subtransport, url, service)
    }
    created.pointee.base.close = { subtransport in
      SmartTrampolines.payload(of: subtransport)?.close()
      return 0
    }
    created.pointee.base.free = { subtransport in
      guard let subtransport else { return }
      let whole = UnsafeMutableRawPointer(subtransport)
        .assumingMemoryBound(to: handoff_subtransport.self)
      if let payload = whole.pointee.payload {
        Unmanaged<SmartSubtransport>.fromOpaque(payload).release()
      }
      whole.deallocate()
    }
    out?.pointee = UnsafeMutableRawPointer(created)
      .assumingMemoryBound(to: git_smart_subtransport.self)
    return 0
  }

  private static func act(
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<git_smart_subtransport_stream>?>?,
    _ subtransport: UnsafeMutablePointer<git_smart_subtransport>?, _ url: UnsafePointer<CChar>?,
    _ action: git_smart_service_t
  ) -> Int32 {
    guard let subtransport, let url, let payload = payload(of: subtransport),
      let service = SmartService(action)
    else { return GIT_ERROR.rawValue }
    do {
      let stream = try payload.stream(
        for: service, url: String(cString: url),
        in: UnsafeMutableRawPointer(subtransport)
          .assumingMemoryBound(to: handoff_subtransport.self))
      out?.pointee = UnsafeMutableRawPointer(stream)
        .assumingMemoryBound(to: git_smart_subtransport_stream.self)
      return 0
    } catch {
      return payload.fail(error)
    }
  }

  /// Sets the functions of a stream.
  static func install(in stream: UnsafeMutablePointer<handoff_stream>) {
    stream.pointee.base.read = { (stream, buffer, size, count) in
      guard let payload = SmartTrampolines.payload(of: stream), let buffer, let count else {
        return GIT_ERROR.rawValue
      }
      count.pointee = 0
      do {
        let bytes = try payload.read(atMost: size)
        UnsafeMutableRawPointer(buffer).copyMemory(from: bytes, byteCount: min(size, bytes.count))
        count.pointee = min(size, bytes.count)
        return 0
      } catch {
        return payload.owner.fail(error)
      }
    }
    stream.pointee.base.write = { (stream, buffer, size) in
      guard let payload = SmartTrampolines.payload(of: stream), let buffer else {
        return GIT_ERROR.rawValue
      }
      do {
        try payload.connection.write(Array(UnsafeRawBufferPointer(start: buffer, count: size)))
        return 0
      } catch {
        return payload.owner.fail(error)
      }
    }
    stream.pointee.base.free = { stream in
      guard let stream else { return }
      let whole = UnsafeMutableRawPointer(stream).assumingMemoryBound(to: handoff_stream.self)
      if let payload = whole.pointee.payload {
        let object = Unmanaged<SmartStream>.fromOpaque(payload).takeRetainedValue()
        object.owner.forget(whole)
        object.connection.close()
      }
      whole.deallocate()
    }
  }

  private static func payload(
    of subtransport: UnsafeMutablePointer<git_smart_subtransport>?
  ) -> SmartSubtransport? {
    guard let subtransport else { return nil }
    let whole = UnsafeMutableRawPointer(subtransport)
      .assumingMemoryBound(to: handoff_subtransport.self)
    return whole.pointee.payload.map {
      Unmanaged<SmartSubtransport>.fromOpaque($0).takeUnretainedValue()
    }
  }

  private static func payload(
    of stream: UnsafeMutablePointer<git_smart_subtransport_stream>?
  ) -> SmartStream? {
    guard let stream else { return nil }
    let whole = UnsafeMutableRawPointer(stream).assumingMemoryBound(to: handoff_stream.self)
    return whole.pointee.payload.map {
      Unmanaged<SmartStream>.fromOpaque($0).takeUnretainedValue()
    }
  }
}

extension SmartService {
  fileprivate init?(_ action: git_smart_service_t) {
    switch action {
    case GIT_SERVICE_UPLOADPACK_LS: self = .uploadPackAdvertisement
    case GIT_SERVICE_UPLOADPACK: self = .uploadPack
    case GIT_SERVICE_RECEIVEPACK_LS: self = .receivePackAdvertisement
    case GIT_SERVICE_RECEIVEPACK: self = .receivePack
    default: return nil
    }
  }
}
