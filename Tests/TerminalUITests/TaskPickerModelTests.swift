import Platform
import Testing

@testable import TerminalUI

@Suite struct TaskPickerModelTests {
  @Test func `this project stands first, old ones are folded`() {
    let model = PickerSample.model()
    #expect(model.listed == ["5a90", "c41e", "8be2", "f2a9", "91c7", "07d3", "3d5b", "e6a0"])
    #expect(model.rows.last == .older(1))
    #expect(model.pointed == "5a90")
  }

  @Test func `a pinned task stands before all`() {
    var tasks = PickerSample.tasks
    tasks[7].marks.isPinned = true
    #expect(PickerSample.model(.resume, tasks).listed.first == "e6a0")
  }

  @Test func `movement stops at the ends`() {
    var model = PickerSample.model()
    model.type("k")
    #expect(model.pointed == "5a90")
    model.type("jj")
    #expect(model.pointed == "8be2")
    model.type("G")
    #expect(model.pointed == "e6a0")
    model.type("j")
    #expect(model.pointed == "e6a0")
    _ = model.handle(.home)
    #expect(model.pointed == "5a90")
    _ = model.handle(.control("n"))
    #expect(model.pointed == "c41e")
  }

  @Test(arguments: [
    ("queue desk", ["8be2"]), ("m:studio", ["f2a9", "07d3", "3d5b"]),
    ("p:acme", ["5a90", "07d3", "c41e", "8be2"]),
    ("b:fix pdf", ["e6a0"]), ("PDF", ["e6a0"]), ("pdf", ["e6a0"]), ("Pdf", []), ("分页", ["07d3"]),
    ("ｗｅｂ", ["07d3"]), ("m：desk　queue", ["8be2"]), ("old idea", ["0b11"]), ("call sites", []),
  ])
  func `words are looked for everywhere`(text: String, found: [String]) {
    var model = PickerSample.model()
    model.type("/" + text)
    #expect(model.listed == found)
    #expect(model.pointed == found.first)
  }

  @Test func `notes are read when a filter is opened, and looked through`() {
    var model = PickerSample.model()
    #expect(model.type("/") == .readNotes)
    model.type("call sites")
    #expect(model.listed.isEmpty)
    model.take(.notes(["5a90-whole": PickerSample.notes]))
    #expect(model.listed == ["5a90"])
    #expect(model.type("/") == nil)
  }

  @Test func `an accent and its letter are the same to a filter`() {
    var tasks = PickerSample.tasks
    tasks[0].title = "Café menu für Łódź"
    for text in ["cafe", "café", "fur", "lodz"] {
      var model = PickerSample.model(.resume, tasks)
      model.type("/" + text)
      #expect(model.listed == ["f2a9"], "\(text)")
    }
  }

  @Test(arguments: ["7", "Q", "界", "é"])
  func `what cannot be a key opens the filter`(text: String) {
    var model = PickerSample.model()
    model.type(text)
    #expect(model.mode == .filter && model.filterText == text)
  }

  @Test func `pasted text opens the filter, its lines as words`() {
    var model = PickerSample.model()
    _ = model.handle(.paste("queue\ndesk\u{1B}"))
    #expect(model.mode == .filter && model.filterText == "queue desk^[")
  }

  @Test func `a letter without a key says where the keys are`() {
    var model = PickerSample.model()
    #expect(model.type("z") == nil)
    #expect(model.message?.text.plain == "/ filters, ? shows the keys")
    model.type("j")
    #expect(model.message == nil)
  }

  @Test func `escape goes one step back at a time`() {
    var model = PickerSample.model()
    model.type("/queue")
    _ = model.handle(.escape)
    #expect(model.mode == .list && model.filterText == "queue")
    #expect(model.handle(.escape) == nil)
    #expect(model.filterText.isEmpty)
    #expect(model.handle(.escape) == .leave(isInterrupted: false))
  }

  @Test(arguments: [
    (Keystroke.character("q"), false), (.control("c"), true),
  ])
  func `q and Ctrl-C leave`(key: Keystroke, isInterrupted: Bool) {
    var model = PickerSample.model()
    #expect(model.handle(key) == .leave(isInterrupted: isInterrupted))
  }

  @Test func `Ctrl-C leaves from everywhere`() {
    for keys in ["/abc", "?", "v", "d"] {
      var model = PickerSample.model()
      model.type(keys)
      #expect(model.handle(.control("c")) == .leave(isInterrupted: true))
    }
  }

  @Test func `all letters are text in the filter, and keys with Alt`() {
    var model = PickerSample.model()
    model.type("/dupvaq")
    #expect(model.filterText == "dupvaq")
    _ = model.handle(.control("u"))
    model.type("parser")
    #expect(model.handle(.alt("p")) == .copy("c41e-whole"))
    #expect(model.mode == .list && model.filterText == "parser")
  }

  @Test func `the filter is edited as a line is`() {
    var model = PickerSample.model()
    model.type("/one two ")
    _ = model.handle(.control("w"))
    #expect(model.filterText == "one ")
    _ = model.handle(.backspace)
    #expect(model.filterText == "one")
    _ = model.handle(.control("u"))
    #expect(model.filterText.isEmpty && model.mode == .filter)
    _ = model.handle(.backspace)
    #expect(model.mode == .list)
  }

  @Test func `finishing asks once, and any other key is no`() {
    var model = PickerSample.model()
    model.type("d")
    #expect(model.type("x") == nil)
    #expect(model.mode == .list && model.marked.isEmpty)
    model.type("d")
    #expect(model.type("d") == .finish(["5a90-whole"]))
    // While it is under way nothing else begins.
    #expect(model.type("u") == nil)
    model.take(.done(PickerMessage("Finished")))
    #expect(model.type("u") == .undo)
  }

  @Test func `several are marked and finished at once`() {
    var model = PickerSample.model()
    model.type("xxd")
    #expect(model.type("y") == .finish(["5a90-whole", "c41e-whole"]))
    #expect(model.marked.isEmpty)
  }

  @Test func `the chosen task stays chosen when the list is refreshed`() {
    var model = PickerSample.model()
    model.type("jj")
    var tasks = PickerSample.tasks
    tasks.insert(
      PickerSample.task("new1", "New", "acme/api", "desk", minutes: 0), at: 0)
    model.take(.tasks(tasks))
    #expect(model.pointed == "8be2")
    // Its neighbour follows where it is gone.
    model.take(.tasks(tasks.filter { $0.shortID != "8be2" }))
    #expect(model.pointed == "f2a9")
  }

  @Test func `Enter goes on, and asks for the side of a fork`() {
    var model = PickerSample.model()
    #expect(model.handle(.enter) == .choose(["5a90-whole"], side: nil))
    model.type("jj")
    #expect(model.handle(.enter) == nil)
    model.type("j")
    #expect(model.handle(.enter) == .choose(["8be2-whole"], side: "laptop-77aa"))
    model = PickerSample.model()
    model.type("jj")
    _ = model.handle(.enter)
    #expect(model.type("1") == .choose(["8be2-whole"], side: "desk-8be2"))
    _ = model.handle(.enter)
    #expect(model.handle(.escape) == nil)
    #expect(model.mode == .list)
  }

  @Test func `Enter does what its command does`() {
    var model = PickerSample.model(.done)
    #expect(model.handle(.enter) == nil)
    #expect(model.handle(.enter) == .finish(["5a90-whole"]))
    model = PickerSample.model(.restore)
    #expect(model.isLoading)
    let old = PickerSample.task("dead", "Done thing", "acme/api", "desk", minutes: 5)
    model.take(.finished([old]))
    #expect(model.handle(.enter) == .restore(["dead-whole"]))
  }

  @Test func `finished ones are read when they are asked for, and brought back`() {
    var model = PickerSample.model()
    #expect(model.type("a") == .readFinished)
    let old = PickerSample.task("dead", "Done thing", "acme/api", "desk", minutes: 5)
    model.take(.finished([old]))
    #expect(model.listed == ["dead"])
    model.type("d")
    #expect(model.message?.text.plain == "It is finished already; Enter brings it back.")
    #expect(model.handle(.enter) == .restore(["dead-whole"]))
    model.take(.done(PickerMessage("Back")))
    #expect(model.type("a") == nil)
    #expect(model.listed.count == 8)
  }

  @Test func `one key each for project, machine and old ones`() {
    var model = PickerSample.model()
    _ = model.handle(.tab)
    #expect(model.listed == ["5a90", "c41e", "8be2"])
    _ = model.handle(.tab)
    model.type("m")
    #expect(model.listed == ["c41e", "91c7"])
    model.type("m")
    #expect(model.scope.machine == "desk")
    model.type("mm")
    #expect(model.scope.machine == nil)
    model.type("o")
    #expect(model.listed.last == "0b11")
  }

  @Test func `notes are beside, whole, off`() {
    var model = PickerSample.model()
    model.type(" ")
    #expect(model.mode == .reading)
    model.type(" ")
    #expect(model.mode == .list && !model.hasPreview)
    model.type(" ")
    #expect(model.hasPreview)
    model.type("v")
    #expect(model.handle(.escape) == nil)
    #expect(model.hasPreview)
  }

  @Test func `details are asked for whenever a task is chosen`() {
    var model = TaskPickerModel(verb: .resume, tasks: PickerSample.tasks)
    #expect(model.wantedDetails() == "5a90-whole")
    #expect(model.wantedDetails() == nil)
    model.type("j")
    #expect(model.wantedDetails() == "c41e-whole")
    // It may have been given up when it was passed by.
    model.type("k")
    #expect(model.wantedDetails() == "5a90-whole")
    model.take(.tasks(PickerSample.tasks))
    #expect(model.wantedDetails() == "5a90-whole")
  }

  @Test func `notes of what has changed are read again for the filter`() {
    var model = PickerSample.model()
    #expect(model.type("/") == .readNotes)
    model.take(.tasks(PickerSample.tasks))
    var again = model.wantsNotesAgain()
    #expect(!again)
    var tasks = PickerSample.tasks
    tasks[2].time = PickerSample.now
    model.take(.tasks(tasks))
    again = model.wantsNotesAgain()
    #expect(again)
    again = model.wantsNotesAgain()
    #expect(!again)
  }

  @Test func `any keys in any order do no harm`() {
    var generator = SplitMix(state: 7)
    let keys: [Keystroke] =
      "abcdefghijklmnopqrstuvwxyzGJK/? 19".unicodeScalars.map { .character($0) }
      + [.enter, .escape, .tab, .up, .down, .pageUp, .pageDown, .home, .end, .backspace, .help]
      + "unpwlf".unicodeScalars.map { .control($0) } + "dvpjq".unicodeScalars.map { .alt($0) }
      + [.paste("x y"), .unknown, .delete, .left]
    var model = PickerSample.model()
    for step in 0..<20_000 {
      let key = keys[Int.random(in: 0..<keys.count, using: &generator)]
      switch model.handle(key) {
      case .finish?, .restore?, .undo?: model.take(.done(PickerMessage("done")))
      case .readFinished?: model.take(.finished([PickerSample.tasks[0]]))
      default: break
      }
      if step % 50 == 0 {
        let text = PickerSample.text(&model, columns: 40 + step % 90, rows: 8 + step % 30)
        #expect(
          text.split(separator: "\n", omittingEmptySubsequences: false).count == 8 + step % 30)
      }
    }
  }
}

@Suite struct TaskPickerWordsTests {
  @Test func `a title is edited from what it is`() {
    var model = PickerSample.model()
    model.type("je")
    _ = model.handle(.control("w"))
    model.type("JSON")
    let title = "Parser: keep comments when rewriting JSON"
    let text = PickerSample.text(&model, columns: 100, rows: 24)
    #expect(text.hasSuffix(" Title: \(title)   Enter save  Esc back"))
    #expect(model.handle(.enter) == .rename("c41e-whole", title))
  }

  @Test func `what another machine writes is gone on with first`() {
    for key in ["e", "n"] {
      var model = PickerSample.model()
      model.type(key)
      #expect(model.mode == .list)
      #expect(model.message?.text.plain == "It is of desk: go on with it here first.")
    }
  }

  @Test func `a note begins empty, and letters are text in it`() {
    var model = PickerSample.model()
    model.type("jnqdu/?")
    #expect(model.mode == .line(.init(kind: .note, id: "c41e-whole", text: "qdu/?")))
    #expect(model.handle(.escape) == nil)
    model.type("n")
    #expect(model.handle(.enter) == nil)
    model.type("nask Ann")
    #expect(model.handle(.enter) == .note("c41e-whole", "ask Ann"))
  }

  @Test func `the end of a long line stays in view`() {
    var model = PickerSample.model()
    model.type("jn" + String(repeating: "很长 ", count: 400) + "end")
    guard case .line(let line) = model.mode else {
      Issue.record("There is no line.")
      return
    }
    #expect(line.text.utf8.count <= 2_000 && line.text.utf8.count > 1_990)
    let text = PickerSample.text(&model, columns: 60, rows: 20)
    #expect(text.hasSuffix("   Enter save  Esc back"))
  }

  @Test func `the star pins`() {
    var model = PickerSample.model()
    #expect(model.type("*") == .pin("5a90-whole"))
  }

  @Test func `the side that was asked for is the one that is taken`() {
    var model = PickerSample.model()
    model.type("jj")
    _ = model.handle(.enter)
    var tasks = PickerSample.tasks
    tasks[5].sides.reverse()
    model.take(.tasks(tasks))
    // The order is another one now: the question is asked again.
    #expect(model.mode == .list)
    _ = model.handle(.enter)
    #expect(model.type("1") == .choose(["8be2-whole"], side: "laptop-77aa"))
  }

  @Test func `notes stay, and their place, when the list is refreshed`() {
    var model = PickerSample.model()
    model.type("v")
    _ = PickerSample.text(&model, columns: 80, rows: 10)
    model.type("jj")
    #expect(model.scroll == 2)
    model.take(.tasks(PickerSample.tasks))
    #expect(PickerSample.text(&model, columns: 80, rows: 10).contains("Task"))
    #expect(model.scroll == 2)
    // Whose task is gone reads no other one's notes.
    model.take(.tasks(PickerSample.tasks.filter { $0.shortID != "5a90" }))
    #expect(model.mode == .list)
  }
}
