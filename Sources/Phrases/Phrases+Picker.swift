/// The texts of the full-screen picker.
extension Phrases {
  package static let pickerGoOn = Phrase("go on", zh: "继续")
  package static let pickerShow = Phrase("show", zh: "查看")
  package static let pickerFinish = Phrase("finish", zh: "完成")
  package static let pickerBringBack = Phrase("bring back", zh: "恢复")
  package static let pickerDone = Phrase("done", zh: "完成")
  package static let pickerUndo = Phrase("undo", zh: "撤销")
  package static let pickerCopy = Phrase("prompt", zh: "提示词")
  package static let pickerFinishedOnes = Phrase("finished", zh: "已完成")
  package static let pickerUnfinishedOnes = Phrase("unfinished ones", zh: "未完成")
  package static let pickerAllProjects = Phrase("all projects", zh: "所有项目")
  package static let pickerOneProject = Phrase("this project", zh: "当前项目")
  package static let pickerFilter = Phrase("filter", zh: "筛选")
  package static let pickerHelp = Phrase("help", zh: "帮助")
  package static let pickerQuit = Phrase("quit", zh: "退出")
  package static let pickerBack = Phrase("back", zh: "返回")
  package static let pickerScroll = Phrase("scroll", zh: "滚动")
  package static let pickerToKeys = Phrase("to the keys", zh: "回到按键")
  package static let pickerClear = Phrase("clear", zh: "清空")
  package static let pickerSave = Phrase("save", zh: "保存")
  package static let pickerTitleLine = Phrase("Title:", zh: "标题：")
  package static let pickerNoteLine = Phrase("Note:", zh: "备注：")
  package static let pickerYes = Phrase("yes", zh: "是")
  package static let pickerNo = Phrase("no", zh: "否")

  package static let pickerNameResume = Phrase(always: "handoff")
  package static let pickerNameShow = Phrase(always: "handoff show")
  package static let pickerNameDone = Phrase(always: "handoff done")
  package static let pickerNameRestore = Phrase(always: "handoff restore")
  package static let pickerCount = Phrase(
    "{n} unfinished", one: "1 unfinished", zh: "{n} 个未完成任务")
  package static let pickerFinishedCount = Phrase(
    "{n} finished", one: "1 finished", zh: "{n} 个已完成任务")
  package static let pickerMatching = Phrase(
    "{n} of {total} match", one: "1 of {total} matches", zh: "{total} 个中有 {n} 个匹配")
  package static let pickerNone = Phrase("no unfinished tasks", zh: "没有未完成的任务")
  package static let pickerEmpty = Phrase(
    "A session appears here after its first answer.", zh: "会话在第一次回复之后会出现在这里。")
  package static let pickerLoading = Phrase("reading…", zh: "正在读取…")
  package static let pickerThisProject = Phrase("{project}, this project", zh: "{project}（当前项目）")
  package static let pickerOtherProjects = Phrase("other projects", zh: "其他项目")
  package static let pickerOlder = Phrase(
    "{n} older than 30 days: o shows them", one: "1 older than 30 days: o shows it",
    zh: "另有 {n} 个超过 30 天：按 o 显示")
  package static let pickerAbove = Phrase("{n} more above", zh: "上面还有 {n} 个")
  package static let pickerBelow = Phrase("{n} more below", zh: "下面还有 {n} 个")

  package static let pickerCurrent = Phrase("up to date, {time}", zh: "已是最新，{time}")
  package static let pickerAsking = Phrase(
    "as of {time}, asking {remote}…", zh: "{time}的数据，正在连接 {remote}…")
  package static let pickerAskingShort = Phrase("as of {time}", zh: "{time}的数据")
  package static let pickerAskingFirst = Phrase("asking {remote}…", zh: "正在连接 {remote}…")
  package static let pickerUnreachable = Phrase(
    "{remote} does not answer; as of {time}", zh: "{remote} 没有响应；{time}的数据")
  package static let pickerNeverFetched = Phrase("not fetched yet", zh: "还没有拉取过")
  package static let pickerNotPushed = Phrase(
    "not pushed since {time}: see status", zh: "{time}起没有推送：见 status")
  package static let pickerNotPushedShort = Phrase("not pushed", zh: "没有推送")

  package static let pickerNoKey = Phrase("/ filters, ? shows the keys", zh: "按 / 筛选，按 ? 看按键")
  package static let pickerNoProject = Phrase(
    "No task here is of the project in this folder.", zh: "这个目录的项目没有任务。")
  package static let pickerIsFinished = Phrase(
    "It is finished already; Enter brings it back.", zh: "它已经完成；按 Enter 恢复。")
  package static let pickerElsewhere = Phrase(
    "It is of {machine}: go on with it here first.", zh: "这是 {machine} 的任务：先在本机继续它。")
  package static let pickerNoteStays = Phrase(
    "A note cannot be taken back.", zh: "备注不能撤销。")
  package static let pickerFinishing = Phrase("Finishing the last change", zh: "正在完成最后的改动")
  package static let pickerOnlyMachine = Phrase("Only {machine}", zh: "只看 {machine}")
  package static let pickerAllMachines = Phrase("All machines", zh: "所有机器")
  package static let pickerFinishQuestion = Phrase(
    "Finish “{title}” on all machines?", zh: "在所有机器上完成“{title}”？")
  package static let pickerFinishSeveral = Phrase(
    "Finish {n} tasks on all machines?", one: "Finish 1 task on all machines?",
    zh: "在所有机器上完成 {n} 个任务？")
  package static let pickerBringsBack = Phrase("u brings it back", zh: "按 u 恢复")
  package static let pickerFinishes = Phrase("u finishes it again", zh: "按 u 再次完成")
  package static let pickerNothingToUndo = Phrase("Nothing to undo", zh: "没有可撤销的操作")
  package static let pickerCopied = Phrase(
    "Prompt copied ({size}). If pasting gives nothing: handoff resume {task} --print",
    zh: "提示词已复制（{size}）。粘贴不出来就用：handoff resume {task} --print")
  package static let pickerRunsHere = Phrase(
    "Runs here, not on {machine}.", zh: "在本机运行，不在 {machine} 上。")
  package static let pickerOpenThere = Phrase(
    "Open on {machine}, last answer {time}.", zh: "{machine} 上还开着，{time}有回复。")
  package static let pickerOpenHere = Phrase(
    "Open here, last answer {time}.", zh: "本机上还开着，{time}有回复。")
  package static let pickerTakenOver = Phrase(
    "Taken over by {machine} {time}, no answer yet.", zh: "{machine} {time}接手，还没有回复。")
  package static let pickerForked = Phrase(
    "Went on in {n} places.", one: "Went on in 1 place.", zh: "在 {n} 处继续过。")
  package static let pickerInterrupted = Phrase(
    "Interrupted on {machine} {time}.", zh: "{time}在 {machine} 上中断。")
  package static let pickerInterruptedHere = Phrase("Interrupted here {time}.", zh: "{time}在本机中断。")
  package static let pickerFrom = Phrase("From {machine}, {time}.", zh: "来自 {machine}，{time}。")
  package static let pickerFromHere = Phrase("From here, {time}.", zh: "来自本机，{time}。")
  package static let pickerFinishedTime = Phrase("Finished {time}.", zh: "{time}完成。")
  package static let pickerWaits = Phrase("Not pushed yet.", zh: "还没推送。")
  package static let pickerFacts = Phrase("{facts}.", zh: "{facts}。")
  package static let pickerHere = Phrase("Here: {facts}.", zh: "本机：{facts}。")
  package static let pickerNotHere = Phrase(
    "The project is not on this machine.", zh: "这个项目不在本机上。")
  package static let pickerQuestion = Phrase(
    "Which one? A number, an id, words to filter, or Enter to leave:",
    zh: "哪一个？输入编号、ID 或用来筛选的词，直接按 Enter 退出：")

  package static let chooseNumber = Phrase(
    "The number of one, or Enter to leave:", zh: "输入编号，直接按 Enter 退出：")
  package static let chooseNumberHint = Phrase(
    "A number from 1 to {last}.", zh: "从 1 到 {last} 的数字。")

  package static let pickerRow = Phrase("{title} ({facts})", zh: "{title}（{facts}）")

  package static let pickerKeysTitle = Phrase("Keys", zh: "按键")
  package static let pickerMarksTitle = Phrase("Marks", zh: "标记")
  package static let pickerTyping = Phrase(
    "While filtering each character is text; Alt with a letter is that letter's key, and so is Esc, then the letter. Ctrl-U clears, F1 is this page. m:desk, p:api and b:fix look in machine, project and branch alone.",
    zh:
      "筛选时每个字符都是文字；Alt 加字母相当于那个按键，先按 Esc 再按字母也一样。Ctrl-U 清空，F1 显示本页。m:desk、p:api、b:fix 只在机器、项目、分支里找。"
  )
  package static let pickerMeansChoose = Phrase("go on with the task", zh: "继续这个任务")
  package static let pickerMeansFinish = Phrase("finish (asks)", zh: "完成（先询问）")
  package static let pickerMeansUndo = Phrase("undo the last change", zh: "撤销上一次改动")
  package static let pickerMeansShow = Phrase("show it whole", zh: "查看全文")
  package static let pickerMeansCopy = Phrase("copy the prompt", zh: "复制提示词")
  package static let pickerMeansFinished = Phrase("finished ones", zh: "已完成的任务")
  package static let pickerMeansScope = Phrase("this project, all projects", zh: "当前项目，所有项目")
  package static let pickerMeansFilter = Phrase(
    "filter: words anywhere, notes too", zh: "筛选：任意位置的词，包括笔记")
  package static let pickerMeansPreview = Phrase("notes: beside, whole, off", zh: "笔记：旁边，全屏，关闭")
  package static let pickerMeansMachine = Phrase("one machine, all machines", zh: "一台机器，所有机器")
  package static let pickerMeansOld = Phrase("also older than 30 days", zh: "也显示超过 30 天的")
  package static let pickerMeansRefresh = Phrase("ask the remote now", zh: "立即连接远程仓库")
  package static let pickerMeansMark = Phrase("mark several", zh: "标记多个")
  package static let pickerMeansRename = Phrase("rename", zh: "改标题")
  package static let pickerMeansNote = Phrase("add a note", zh: "添加备注")
  package static let pickerMeansPin = Phrase("pin, or unpin", zh: "置顶，取消置顶")
  package static let pickerMeansBack = Phrase("one step back; q to quit", zh: "后退一步；q 退出")
  package static let pickerMeansMove = Phrase("move", zh: "移动")
  package static let pickerMeansEnds = Phrase("to the top; G to the end", zh: "到开头；G 到末尾")
  package static let pickerMeansScroll = Phrase("scroll the notes; K back", zh: "滚动笔记；K 往回")
}
