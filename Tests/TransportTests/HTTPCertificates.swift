import Foundation
import TestSupport

/// Throw-away certificates, made by openssl: an authority, and what it has signed.
struct HTTPCertificates {
  let folder: TemporaryFolder

  /// Makes them all in a folder.
  init(in folder: TemporaryFolder) throws {
    self.folder = folder
    try openssl(
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-days", "2", "-subj", "/CN=Test Authority", "-keyout", folder("ca.key"),
      "-out", folder("ca.pem"))
    try sign("server", names: "DNS:localhost,IP:127.0.0.1")
    try sign("other", names: "DNS:other.example")
    try sign("expired", names: "DNS:localhost,IP:127.0.0.1", days: "-1")
    try sign("client", names: "DNS:ann")
  }

  private func sign(_ name: String, names: String, days: String = "2") throws {
    try folder.write("subjectAltName=\(names)\n", to: "\(name).ext")
    try openssl(
      "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-subj", "/CN=\(name)", "-keyout", folder("\(name).key"), "-out", folder("\(name).csr"))
    try openssl(
      "x509", "-req", "-in", folder("\(name).csr"), "-CA", folder("ca.pem"),
      "-CAkey", folder("ca.key"), "-CAcreateserial", "-days", days,
      "-extfile", folder("\(name).ext"), "-out", folder("\(name).pem"))
  }

  private func openssl(_ arguments: String...) throws {
    let result = try Program.run(
      "/usr/bin/env", ["openssl"] + arguments,
      environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
    guard result.status == 0 else {
      throw SSHServer.Unavailable(description: "openssl: \(result.errors)")
    }
  }
}
