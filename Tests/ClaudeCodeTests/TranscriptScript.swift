import Foundation

@testable import ClaudeCode

/// Writes transcripts the way Claude Code does, line by line.
///
/// Every line is named by a word; `parent` defaults to the line before.
struct TranscriptScript {
  static let sessionID = "44bfb04f-4c72-4bb3-9244-fc58935a150c"

  /// The `parentUuid` of a line: a name, `none`, or `last` for the line before.
  struct Parent: Equatable, ExpressibleByStringLiteral {
    var name: String?
    static let none = Parent(name: nil)
    static let last = Parent(name: "\u{0}")

    init(name: String?) { self.name = name }
    init(stringLiteral name: String) { self.name = name }
  }

  var lines: [String] = []
  var last: String?
  private var second = 0

  var text: String { lines.map { $0 + "\n" }.joined() }

  mutating func raw(_ line: String) { lines.append(line) }

  mutating func line(
    _ name: String, type: String, parent: Parent = .last, fields: [String: Any] = [:],
  ) {
    var object: [String: Any] = [
      "type": type, "uuid": name, "sessionId": Self.sessionID, "cwd": "/home/dev/proj",
      "gitBranch": "main", "version": "2.1.330", "isSidechain": false,
      "timestamp": String(format: "2026-11-22T11:%02d:%02d.500Z", second / 60 % 60, second % 60),
    ]
    object["parentUuid"] = (parent == .last ? last : parent.name) ?? NSNull()
    object.merge(fields) { $1 }
    second += 1
    last = name
    let data = try? JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
    lines.append(String(decoding: data ?? Data(), as: UTF8.self))
  }

  mutating func prompt(
    _ name: String, _ content: Any? = nil, parent: Parent = .last, fields: [String: Any] = [:],
  ) {
    let message: [String: Any] = ["role": "user", "content": content ?? name]
    line(name, type: "user", parent: parent, fields: fields.merging(["message": message]) { $1 })
  }

  mutating func answer(
    _ name: String, _ content: Any? = nil, id: String? = nil, parent: Parent = .last,
    fields: [String: Any] = [:],
  ) {
    let message: [String: Any] = [
      "id": id ?? "msg_" + name, "role": "assistant", "model": "claude",
      "content": content ?? [["type": "text", "text": name]],
    ]
    line(
      name, type: "assistant", parent: parent, fields: fields.merging(["message": message]) { $1 })
  }

  mutating func call(
    _ name: String, tool: String = "Bash", input: [String: Any] = [:], id: String? = nil,
    parent: Parent = .last,
  ) {
    let block: [String: Any] = [
      "type": "tool_use", "id": "toolu_" + name, "name": tool, "input": input,
    ]
    answer(name, [block], id: id, parent: parent)
  }

  mutating func result(
    _ name: String, of call: String, _ content: Any? = nil, parent: Parent = .last,
    failed: Bool = false,
  ) {
    let block: [String: Any] = [
      "type": "tool_result", "tool_use_id": "toolu_" + call, "content": content ?? name,
      "is_error": failed,
    ]
    prompt(name, [block], parent: parent)
  }

  func read(_ limits: TranscriptLimits = .standard, tail: String = "") throws -> Conversation {
    let folder = try ScratchFolder()
    let path = try folder.write(text + tail, to: "a.jsonl")
    return try TranscriptReader(limits: limits).read(path: path)
  }
}

extension Conversation.Event {
  /// The event in a few characters: `P` prompt, `A` answer, `T` tool, `F` failure.
  var short: String {
    switch kind {
    case .prompt(let text): "P:" + text
    case .answer(let text): "A:" + text
    case .tool(let use): "T:" + use.name + (use.result.map { "=" + $0 } ?? "")
    case .failure(let text): "F:" + text
    }
  }
}
