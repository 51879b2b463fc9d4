import Foundation
import TestSupport

/// A TCP server that says what a test has prepared, to each that connects.
final class PretendServer: Sendable {
  let port: Int
  private let folder: TemporaryFolder
  private let program: LeashedProgram

  /// Starts it.
  ///
  /// - Parameter body: Lines of Python with the connection as `c`; it is closed afterwards.
  /// - Throws: What `LeashedProgram` throws, and `CocoaError` where it does not come up.
  init(_ body: String) throws {
    folder = try TemporaryFolder("handoff-pretend")
    let lines = body.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
    try folder.write(
      """
      import os, socket, subprocess, threading, time
      def serve(c):
      \(lines)
        c.close()
      s = socket.socket()
      s.bind(("127.0.0.1", 0))
      s.listen(64)
      with open("\(folder("new"))", "w") as f: f.write(str(s.getsockname()[1]))
      os.rename("\(folder("new"))", "\(folder("port"))")
      while True:
        threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()

      """, to: "server.py")
    program = try LeashedProgram(
      "exec /usr/bin/env python3 '\(folder("server.py"))'", log: folder("log"),
      removing: folder.path)
    for _ in 0..<1_000 {
      if let text = folder.read("port"), let port = Int(text) {
        self.port = port
        return
      }
      usleep(10_000)
    }
    throw CocoaError(.fileReadNoSuchFile, userInfo: ["log": folder.read("log") ?? ""])
  }
}
