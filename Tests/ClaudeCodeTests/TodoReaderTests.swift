import Testing

@testable import ClaudeCode

@Suite struct TodoReaderTests {
  static let id = TranscriptScript.sessionID

  @Test func tasksInTheirOrder() throws {
    let folder = try ScratchFolder()
    let reader = TodoReader(configurationFolder: folder.path)
    #expect(reader.todos(sessionID: Self.id) == nil)
    let files = [
      ("10.json", #"{"id":"10","subject":"ten","status":"pending","blocks":[]}"#),
      ("2.json", #"{"id":"2","subject":"two","status":"in_progress","activeForm":"x"}"#),
      ("3.json", #"{"id":"3","subject":"gone","status":"deleted"}"#), ("4.json", "{"),
      ("5.json", #"{"subject":7}"#), (".highwatermark", "10"), ("x.json", #"{"subject":"x"}"#),
    ]
    for (name, text) in files { try folder.write(text, to: "tasks/\(Self.id)/\(name)") }
    #expect(
      reader.todos(sessionID: Self.id) == [
        Todo(text: "two", status: "in_progress"), Todo(text: "ten", status: "pending"),
      ])
  }

  @Test func theListOfOlderVersions() throws {
    let folder = try ScratchFolder()
    let reader = TodoReader(configurationFolder: folder.path)
    let name = "todos/\(Self.id)-agent-\(Self.id).json"
    try folder.write(#"[{"content":"a","status":"completed","activeForm":"x"},1,{}]"#, to: name)
    #expect(reader.todos(sessionID: Self.id) == [Todo(text: "a", status: "completed")])
    try folder.write("[]", to: name)
    #expect(reader.todos(sessionID: Self.id) == nil)
    #expect(reader.todos(sessionID: "../x") == nil)
  }

  @Test func theListThatTheCallsLeft() throws {
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    func create(_ name: String, _ number: Int) {
      script.call(name, tool: "TaskCreate", input: ["subject": name, "description": "x"])
      script.result("r\(name)", of: name, "Task #\(number) created successfully: \(name)")
    }
    func update(_ name: String, _ input: [String: Any], failed: Bool = false) {
      script.call(name, tool: "TaskUpdate", input: input)
      script.result("r\(name)", of: name, failed ? "Task not found" : "Updated", failed: failed)
    }
    for (number, name) in ["one", "two", "three", "four"].enumerated() { create(name, number + 1) }
    update("u1", ["taskId": "1", "status": "completed"])
    update("u2", ["taskId": "2", "status": "in_progress"])
    update("u3", ["taskId": "3", "status": "deleted"])
    update("u4", ["taskId": "4", "subject": "4th"])
    update("u5", ["taskId": "4", "status": "completed"], failed: true)
    update("u6", ["taskId": "9", "status": "completed"])
    #expect(
      try script.read().lastTodos == [
        Todo(text: "one", status: "completed"), Todo(text: "two", status: "in_progress"),
        Todo(text: "4th", status: "pending"),
      ])
    let list = [["content": "all new", "status": "pending"]]
    script.call("t", tool: "TodoWrite", input: ["todos": list])
    script.result("rt", of: "t")
    #expect(try script.read().lastTodos == [Todo(text: "all new", status: "pending")])
  }

  @Test func listsAreBounded() throws {
    let folder = try ScratchFolder()
    let long = String(repeating: "x", count: 100_000)
    let entries = Array(repeating: #"{"content":"\#(long.prefix(5000))"}"#, count: 600)
    try folder.write(
      "[" + entries.joined(separator: ",") + "]", to: "todos/\(Self.id)-agent-\(Self.id).json")
    let todos = TodoReader(configurationFolder: folder.path).todos(sessionID: Self.id)
    #expect(todos?.count == 500)
    #expect(todos?.allSatisfy { $0.text.utf8.count < 5000 } == true)
  }
}
