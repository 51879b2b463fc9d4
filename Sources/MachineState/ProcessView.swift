internal import Platform

/// The processes of the system, as one of them sees them.
///
/// A test gives another one, so that processes can come and go without any.
package struct ProcessView: Sendable {
  /// Names this start of the system: `/proc/sys/kernel/random/boot_id` (random(4)), on macOS
  /// `kern.bootsessionuuid`; empty where it cannot be told.
  package var boot: String
  /// Names the space in which process ids count, in the words of Claude Code's registry
  /// (`pidDomain`): `linux:<machine id>:pid:[<number of the PID namespace>]`.
  package var domain: String
  /// True if ``domain`` names the machine, so that another start of the system in the same domain is a
  /// later one and not another computer's.
  var isMachineKnown: Bool
  /// Looks at one process.
  package var look: @Sendable (_ pid: Int32) -> Look

  /// Returns the time at which a process began, in milliseconds since 1970, from its
  /// ``ProcessIdentity/start``.
  package var began: @Sendable (_ start: Int64) -> Int64 = { $0 / 1_000 }

  /// The process at a process id.
  package enum Look: Sendable, Hashable {
    /// A process that began then, see ``ProcessIdentity/start``.
    case running(start: Int64)
    /// None, or only the rest of one that its parent has not taken leave of.
    case gone
    /// It cannot be told: there is no `/proc`, or it is another namespace's.
    case unknown
  }

  /// Makes a view of its parts.
  package init(
    boot: String, domain: String, isMachineKnown: Bool, look: @escaping @Sendable (Int32) -> Look
  ) {
    self.boot = boot
    self.domain = domain
    self.isMachineKnown = isMachineKnown
    self.look = look
  }

  #if os(Linux)
  /// Returns the view of this process: a few small reads of `/proc` and `/etc/machine-id` (machine-id(5)).
  package static func current() -> ProcessView {
    var namespace = stat()
    // The inode names the namespace (namespaces(7)); the first one of a system has a fixed number.
    let hasNamespace = unsafe hasOwnProcesses && stat("/proc/self/ns/pid", &namespace) == 0
    let machine =
      LocalFile.word("/etc/machine-id") ?? LocalFile.word("/var/lib/dbus/machine-id") ?? ""
    var view = ProcessView(
      boot: LocalFile.word("/proc/sys/kernel/random/boot_id") ?? "",
      domain: hasNamespace ? "linux:\(machine):pid:[\(namespace.st_ino)]" : "",
      isMachineKnown: !machine.isEmpty, look: { look(at: $0) })
    view.began = { start in
      let booted = milliseconds(CLOCK_REALTIME) - milliseconds(CLOCK_BOOTTIME)
      return booted + start * 1_000 / Int64(max(sysconf(Int32(_SC_CLK_TCK)), 1))
    }
    return view
  }

  private static func milliseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// True if `/proc` counts as this process does: one of an outer namespace may be mounted.
  private static var hasOwnProcesses: Bool {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
      guard let base = buffer.baseAddress else { return false }
      let count = unsafe readlink("/proc/self", base, 31)
      guard count > 0 else { return false }
      unsafe buffer[count] = 0
      return unsafe atoi(base) == getpid()
    }
  }

  private static func look(at pid: Int32) -> Look {
    if let found = Fields(of: pid) {
      return found.isEnded ? .gone : .running(start: found.start)
    }
    // It may be hidden (`hidepid` of proc(5)).
    return kill(pid, 0) == 0 || errno == EPERM ? .unknown : .gone
  }

  /// The nearest parent of this process that is Claude Code: one that stands in its registry of
  /// running sessions, or that calls itself `claude`; versions before 2.1.214 do not name it.
  static func parent(registry: String?) -> Int32? {
    var pid = getppid()
    for _ in 0..<12 where pid > 1 {
      guard let found = Fields(of: pid) else { return nil }
      if found.name == "claude" { return pid }
      if let registry, LocalFile.exists("\(registry)/\(pid).json") { return pid }
      pid = found.parent
    }
    return nil
  }

  /// The fields of `/proc/<pid>/stat` that matter here (proc_pid_stat(5)).
  private struct Fields {
    var name: String
    var parent: Int32
    var start: Int64
    /// True for a zombie, or a dead one.
    var isEnded: Bool

    init?(of pid: Int32) {
      // The name stands in parentheses and may hold anything, so the last one ends it.
      guard let text = LocalFile.beginning("/proc/\(pid)/stat"),
        let open = text.firstIndex(of: UInt8(ascii: "(")),
        let close = text.lastIndex(of: UInt8(ascii: ")")), open < close
      else { return nil }
      let fields = text[(close + 1)...].split(separator: UInt8(ascii: " "))
      // Fields 3 (state), 4 (parent) and 22 (start time).
      guard fields.count > 19, let state = fields[0].first,
        let parent = Int32(String(decoding: fields[1], as: UTF8.self)),
        let start = Int64(String(decoding: fields[19], as: UTF8.self))
      else { return nil }
      name = String(decoding: text[(open + 1)..<close], as: UTF8.self)
      self.parent = parent
      self.start = start
      isEnded = state == UInt8(ascii: "Z") || state == UInt8(ascii: "X")
    }
  }
  #elseif canImport(Darwin)
  /// Returns the view of this process, by sysctl(3) and gethostuuid(2).
  package static func current() -> ProcessView {
    var host: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    var limit = timespec(tv_sec: 1, tv_nsec: 0)
    let isKnown = withUnsafeMutableBytes(of: &host) { bytes in
      bytes.baseAddress.map {
        gethostuuid($0.assumingMemoryBound(to: UInt8.self), &limit) == 0
      } ?? false
    }
    let digits = withUnsafeBytes(of: host) { bytes in
      bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    return ProcessView(
      boot: text("kern.bootsessionuuid") ?? "", domain: "darwin:\(isKnown ? digits : ""):pid",
      isMachineKnown: isKnown, look: { look(at: $0) })
  }

  private static func text(_ name: String) -> String? {
    var size = 0
    guard sysctlbyname(name, nil, &size, nil, 0) == 0, (1...256).contains(size) else { return nil }
    var bytes = [UInt8](repeating: 0, count: size)
    guard sysctlbyname(name, &bytes, &size, nil, 0) == 0 else { return nil }
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func information(_ pid: Int32) -> kinfo_proc? {
    var name = [CTL_KERN, KERN_PROC, KERN_PROC_PID, pid]
    var information = kinfo_proc()
    var size = MemoryLayout<kinfo_proc>.stride
    guard sysctl(&name, 4, &information, &size, nil, 0) == 0, size > 0 else { return nil }
    return information
  }

  private static func look(at pid: Int32) -> Look {
    guard let found = information(pid) else {
      return kill(pid, 0) == 0 || errno == EPERM ? .unknown : .gone
    }
    if Int32(found.kp_proc.p_stat) == SZOMB { return .gone }
    let start = found.kp_proc.p_un.__p_starttime
    return .running(start: Int64(start.tv_sec) * 1_000_000 + Int64(start.tv_usec))
  }

  static func parent(registry: String?) -> Int32? {
    var pid = getppid()
    for _ in 0..<12 where pid > 1 {
      guard let found = information(pid) else { return nil }
      if let registry, LocalFile.exists("\(registry)/\(pid).json") { return pid }
      pid = found.kp_eproc.e_ppid
    }
    return nil
  }
  #else
  package static func current() -> ProcessView {
    ProcessView(boot: "", domain: "", isMachineKnown: false, look: { _ in .unknown })
  }

  static func parent(registry: String?) -> Int32? { nil }
  #endif
}
