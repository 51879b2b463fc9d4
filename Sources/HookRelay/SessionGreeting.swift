internal import MachineState
internal import Platform

/// The line that a new session gets on the standard output of its `SessionStart` hook, which Claude
/// Code hands to the model.
///
/// It states facts and asks for nothing: text that reads like an order may be taken for an attack.
/// There is one only if another machine has an unfinished task of this project, or if this machine's
/// pushes have failed for an hour.
struct SessionGreeting {
  let state: StateFolder
  /// `source` of the hook's input.
  let source: [UInt8]?
  /// `cwd` of the hook's input.
  let folder: [UInt8]?
  /// Claude Code is asked to keep such text short.
  static let limit = 299

  /// Prints the line, if there is one.
  func speak() {
    guard Self.isGreeted(source: source) else { return }
    guard let line = line(now: Clock.seconds(), environment: HookProgram.environment) else {
      return
    }
    let bytes = Array((line + "\n").utf8)
    // One write; a reader that is gone is no reason to end by a signal.
    signal(SIGPIPE, SIG_IGN)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(1, $0.baseAddress, $0.count) }
  }

  /// Returns true for the `source` of a session that a person begins or takes up: not the one that they
  /// are in already, compacted or copied.
  static func isGreeted(source: [UInt8]?) -> Bool {
    guard let source else { return false }
    return source.isEqual(to: "startup") || source.isEqual(to: "resume")
      || source.isEqual(to: "clear")
  }

  /// The line; `nil` where there is nothing to tell.
  ///
  /// - Parameters:
  ///   - now: Seconds since 1970.
  ///   - environment: The variables.
  /// - Returns: One line without its end.
  func line(now: Int64, environment: (String) -> String?) -> String? {
    let isChinese = ReaderLanguage(variable: environment) == .chinese
    var parts: [String] = []
    if let hint = hint(environment, now: now, inChinese: isChinese) { parts.append(hint) }
    if LocalFile.exists(state.publicRemote) {
      parts.append(
        isChinese
          ? "任何人都能读取同步仓库，所以不推送。详情见 handoff status"
          : "Anybody can read the sync repository, so nothing is pushed; \"handoff status\" tells more."
      )
    } else if let trouble = PushTrouble.announce(state, now: now) {
      let since = PlainLine.time(trouble.since)
      parts.append(
        isChinese
          ? "本机从 \(since) 起一直推送失败。原因见 handoff status"
          : "This machine's pushes fail since \(since); \"handoff status\" tells why.")
    }
    guard !parts.isEmpty else { return nil }
    let line =
      isChinese
      ? "handoff：" + parts.joined(separator: "。") : "handoff: " + parts.joined(separator: " ")
    return String(line.prefix(Self.limit))
  }

  /// Returns the words of another machine's text, which the model reads as data.
  ///
  /// They have letters of any script, digits and simple punctuation. What could be a tag, a fence, a heading or the end of the quotation
  /// marks around it becomes a space.
  private static func words(_ text: String, limit: Int) -> String {
    let plain = PlainLine.make(text, limit: limit * 2).map { character in
      character.isLetter || character.isNumber || ".,:;'()-_/+&?!%@…".contains(character)
        ? character : " "
    }
    return PlainLine.make(String(plain), limit: limit)
  }

  /// Returns true if a `.handoffignore` that names no files leaves a folder out: one in it, or further up to
  /// the repository's top.
  private static func isLeftOut(_ folder: String) -> Bool {
    var place = folder
    while place.utf8.first == UInt8(ascii: "/") {
      let start = place == "/" ? place : place + "/"
      if LocalFile.exists(start + ".handoffignore") {
        let bytes = (try? LocalFile.read(start + ".handoffignore", limit: 1 << 20)) ?? []
        let hasPattern = bytes.split(whereSeparator: \.isNewline).contains { line in
          line.first { !$0.isBlank }.map { $0 != UInt8(ascii: "#") } ?? false
        }
        if !hasPattern { return true }
      }
      if place == "/" || LocalFile.exists(start + ".git") { return false }
      place = LocalFile.folder(of: place)
    }
    return false
  }

  private func hint(
    _ environment: (String) -> String?, now: Int64, inChinese isChinese: Bool
  ) -> String? {
    if let choice = environment("HANDOFF_SESSION_HINT"),
      ["0", "false", "no", "off"].contains(choice)
    {
      return nil
    }
    // Without an index there is nothing to look for.
    guard LocalFile.exists(state.hints), let folder else { return nil }
    let place = String(decoding: folder, as: UTF8.self)
    let key = ProjectKey.current(folder: place, home: environment("HOME"), state: state)
    // The index may be as old as the last fetch.
    guard let entry = HintIndex.entry(of: key, in: state),
      entry.updated >= now - HintIndex.oldAge, !Self.isLeftOut(place)
    else { return nil }
    let title = Self.words(entry.title, limit: 50)
    let machine = Self.words(entry.machine, limit: 30)
    let time = PlainLine.time(entry.updated)
    if isChinese {
      return "这个项目在其他机器上有 \(entry.count) 个未完成任务。"
        + "最近的是：“\(title)”（\(machine)，\(time)）。查看：handoff list"
    }
    let newest = "\"\(title)\" (\(machine), \(time))"
    return "unfinished tasks of this project on other machines: \(entry.count). Newest: \(newest)."
      + " \"handoff list\" shows them."
  }
}
