internal import Git2
internal import Processes

extension CredentialChain {
  /// Asks one helper of the configuration.
  ///
  /// - Returns: The credential, once a user name and a password are known.
  /// - Throws: `ConnectionFailure` where the helper wants that nobody else is asked, as git stops too.
  func ask(_ value: String) throws(ConnectionFailure) -> Finding? {
    let setting = CredentialHelperSetting(text: value)
    let name = "credential helper \"\(setting.shownName)\""
    known.challenges = challenges
    guard let reply = try run(setting, .get, known) else { return nil }
    let answer = known.read(reply.output)
    let hadPassword = known.password != nil
    known.dropExpired(now: surroundings.now())
    if let credential = known.credential { return Finding(credential: credential, source: name) }
    if answer.quits {
      note("\(name): told us to quit")
      throw ConnectionFailure(.authenticationFailed, "\(name) told us to quit")
    }
    if let complaint = reply.complaint {
      note("\(name): \(redacted(complaint))")
    } else if answer.isBroken {
      note("\(name): its answer makes no sense")
    } else if hadPassword, known.password == nil {
      note("\(name): its password has expired")
    } else {
      note("\(name): \(known.password == nil ? "no password" : "no user name")")
    }
    return nil
  }

  /// Tells all helpers what became of a credential, as git does.
  func tell(_ operation: CredentialOperation, _ record: CredentialRecord) {
    if operation == .store, let expiry = record.expiry, expiry < surroundings.now() { return }
    for value in rules.helpers {
      let setting = CredentialHelperSetting(text: value)
      // A cancelled task ends what is still to be said, and the server's answer stands anyway.
      guard let reply = try? run(setting, operation, record) else { continue }
      if let complaint = reply.complaint {
        note("credential helper \"\(setting.shownName)\": \(redacted(complaint))")
      }
    }
  }

  /// Runs a helper; what fails is noted.
  ///
  /// - Throws: `ConnectionFailure` with `cancelled`.
  private func run(
    _ setting: CredentialHelperSetting, _ operation: CredentialOperation,
    _ record: CredentialRecord
  ) throws(ConnectionFailure) -> CredentialReply? {
    do throws(ConnectionFailure) {
      let helper = try setting.helper(
        rules, lockMilliseconds: settings.storeLockMilliseconds, in: surroundings)
      return try helper.run(operation, record)
    } catch  where error.reason != .cancelled {
      note("credential helper \"\(setting.shownName)\": \(redacted(error.message))")
      return nil
    }
  }
}
