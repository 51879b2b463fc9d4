"""Sessions that exist once: what people do that no twin shows."""

from making import (
    Reply, Session, ask, bash, call, command, edit, leave_open, question, questions, read, rewind, write)


def sessions():
    yield Session("tiny", "A typo", [
        ask("Fix the typo «recieve» in docs/mail.md", edit("docs/mail.md", "recieve", "receive"), "Fixed in `docs/mail.md`."),
    ], {"goal": ["Fix the typo «recieve»"], "file": ["docs/mail.md"]}, files={"docs/mail.md": "You recieve mail.\n"})

    yield Session("japanese", "在庫の同期", [
        ask("在庫の同期が二重に走る原因を調べて。本番のデータベースには触らないこと。", read("sync.rb"),
            "ロックの期限が五分で、同期は七分かかるためです。"),
        ask("期限は十五分に。Redisのキー名は変えないで。", edit("sync.rb", "300", "900"),
            bash("rake test", "12 runs, 30 assertions, 0 failures", why="テスト"),
            "`sync.rb` の期限を 900 秒にしました。残りは監視の追加です。"),
    ], {"goal": ["在庫の同期が二重に走る原因"], "constraint": ["本番のデータベースには触らない", "Redisのキー名は変えないで"],
        "cause": ["ロックの期限が五分で、同期は七分かかる"], "file": ["sync.rb"], "verify": ["rake test"], "open": ["残りは監視の追加"]},
        project="stock", files={"sync.rb": "TTL = 300\n"})

    yield Session("mixed", "Dark mode 设置", [
        ask("settings 页面加一个 dark mode 开关, default follow system.", write("src/Theme.tsx", "export {}\n"),
            "Added `src/Theme.tsx`; 开关已经在 settings 页面。"),
        ask("不要用 localStorage, we have a preferences API: `/v2/prefs`.", edit("src/Theme.tsx", "export {}", "export { prefs }"),
            "改成了 `/v2/prefs`。Still open: the logo has no dark variant."),
    ], {"goal": ["dark mode 开关, default follow system"], "constraint": ["不要用 localStorage", "`/v2/prefs`"],
        "file": ["src/Theme.tsx"], "open": ["the logo has no dark variant"]}, project="web")

    yield Session("no-code", "Offer for the school", [
        ask("Help me with an offer for a school: 40 laptops, delivery in August, at most 30,000 euros.",
            "Which warranty do they need? A draft with three years comes to 28,900 euros."),
        ask("Four years of warranty, they insisted. And no brand names in the text.",
            "With four years it is 29,750 euros. The draft has no brand names."),
        ask("The contact is Ms Okafor. Formal tone.", "Done. What is missing is the date until which the offer holds."),
    ], {"goal": ["40 laptops, delivery in August", "at most 30,000 euros"],
        "constraint": ["Four years of warranty", "no brand names in the text", "Formal tone"], "name": ["Ms Okafor"],
        "midway": ["29,750 euros"], "open": ["the date until which the offer holds"]}, project="offers")

    yield Session("changed-task", "Upgrade the linter", [
        ask("Upgrade ruff and fix what it finds.", bash("ruff check", "All checks passed!"), "ruff 0.9 is clean."),
        ask("Something else now: customers get mails twice. Look at mailer/queue.py.", read("mailer/queue.py"),
            "The acknowledgement comes before the send; after a crash the job runs again."),
        ask("At least once is fine, but mark them with an idempotency key.",
            edit("mailer/queue.py", "send()", "send(key)"), "The key is in; the provider's side still has to be switched on."),
    ], {"goal": ["customers get mails twice"], "earlier": ["Upgrade ruff"], "constraint": ["mark them with an idempotency key"],
        "cause": ["The acknowledgement comes before the send"], "file": ["mailer/queue.py"],
        "open": ["the provider's side still has to be switched on"]}, files={"mailer/queue.py": "send()\n"})

    yield Session("failed-turn", "Map tiles", [
        ask("Cache the map tiles for offline use, 200 MB at most.", write("app/tiles.kt", "class Tiles\n"),
            "`app/tiles.kt` has the cache. Eviction is next."),
        ask("Evict by last use, not by age.", Reply("Overloaded", status=529)),
    ], {"goal": ["Cache the map tiles for offline use"], "constraint": ["200 MB at most", "Evict by last use, not by age"],
        "file": ["app/tiles.kt"], "open": ["Eviction is next"], "error": ["529", "Overloaded"]}, project="maps")

    details = [
        "The title is 48 px high.", "No shadows.", "The price stands right of the name.", "Round prices to full euros.",
        "VAT in small print below.", "The button says Order now.", "Grey it out when sold out.", "Show at most 12 in a row.",
        "Lazy images.", "Alt texts from the catalogue.", "No carousel, marketing agreed.", "Filters on the left.",
        "Remember filters in the URL.", "Sort by relevance first.", "German number format.", "Badges only for new ones.",
        "New means 14 days.", "Tests for the badge.", "Skeletons while loading.", "Errors with a retry button.",
        "The retry waits 3 seconds.", "Analytics event product_seen."]
    yield Session("many-prompts", "Product list", [
        ask("Build the product list of the shop from the design.", write("src/List.vue", "<template/>\n"), "The skeleton is there."),
        *[ask(detail, f"Step {number} is in.") for number, detail in enumerate(details, 1)],
    ], {"goal": ["Build the product list of the shop"], "constraint": details, "file": ["src/List.vue"]}, project="shopfront")

    yield Session("tests-behind-tail", "Parser speed", [
        ask("Make the parser twice as fast; the golden files must not change.", edit("parser.go", "slow", "fast"),
            bash("go test ./... 2>&1 | tail -4", "--- FAIL: TestGolden/nested (0.01s)\n    golden.go:31: 2 bytes differ\nFAIL\nFAIL\tparser\t0.4s"),
            "The benchmark says 2.3 times as fast."),
    ], {"goal": ["Make the parser twice as fast"], "constraint": ["the golden files must not change"],
        "tail": ["TestGolden/nested"], "verify": ["go test ./..."], "file": ["parser.go"], "midway": ["2.3 times as fast"]},
        project="parser", files={"parser.go": "slow\n"})

    yield Session("pull-request", "Health endpoint", [
        ask("Add /healthz and open a pull request.", write("health.go", "package api\n"), bash("git add -A && git commit -qm health"),
            bash("gh pr create --fill", "https://github.com/example/api/pull/317", why="Open the pull request"),
            bash("gh pr checks 317", "lint  fail  12s\nunit  pass  48s", 1, why="Look at the checks"),
            "The pull request is open, lint fails on the licence header."),
    ], {"goal": ["Add /healthz and open a pull request"], "address": ["https://github.com/example/api/pull/317"],
        "file": ["health.go"], "tail": ["lint  fail"], "open": ["lint fails on the licence header"]})

    yield Session("task-list", "Invoices as PDF", [
        ask("Invoices shall be PDF/A. Make a list of the work first.",
            call("TaskCreate", subject="Embed the fonts", description="All of them", activeForm="Embedding"),
            call("TaskCreate", subject="Add the XMP metadata", description="Title and language", activeForm="Adding"),
            call("TaskCreate", subject="Validate with veraPDF in CI", description="Job", activeForm="Validating"),
            call("TaskUpdate", taskId="1", status="completed"), call("TaskUpdate", taskId="2", status="in_progress"),
            "Fonts are embedded; I am at the metadata."),
    ], {"goal": ["Invoices shall be PDF/A"], "todo": ["Embed the fonts", "Add the XMP metadata", "Validate with veraPDF in CI"]},
        project="billing")

    yield Session("background", "Dev server", [
        ask("Start the dev server and watch for the memory leak.",
            bash("npm run dev", "listening on 5173", why="Dev server", background=True),
            "It runs in the background. After ten minutes I look at the heap."),
        ask("Heap limit is 512 MB, staging has no more.", "Understood: 512 MB. Not measured yet."),
    ], {"goal": ["watch for the memory leak"], "running": ["npm run dev"], "constraint": ["Heap limit is 512 MB"],
        "open": ["Not measured yet"]}, project="web")

    yield Session("slash-command", "Review of the ledger", [
        command("/audit ledger/post.py", read("ledger/post.py"), "Finding: rounding happens before the sum in `ledger/post.py:7`."),
        ask("Round once, after the sum. Half to even.", edit("ledger/post.py", "round(a)", "a"), "Changed; old entries are not touched."),
    ], {"goal": ["ledger/post.py"], "command": ["Audit for rounding and sign mistakes"], "constraint": ["Half to even"],
        "midway": ["rounding happens before the sum"], "open": ["old entries are not touched"]}, project="books",
        files={"ledger/post.py": "round(a)\n"}, commands=[("audit", "Audit for rounding and sign mistakes: $ARGUMENTS\n")])

    yield Session("pending-question", "Log retention", [
        ask("Logs are kept for ever. Change that.", read("logs.tf"), "Retention is set in `logs.tf`, one value for all."),
        leave_open("Do it for all environments.", questions(question(
            "How long shall production logs be kept?", "Days",
            [("90 days", "what the auditors asked for"), ("400 days", "a year and a quarter")])), shows="90 days"),
    ], {"goal": ["Logs are kept for ever"], "question": ["How long shall production logs be kept?"], "option": ["90 days", "400 days"],
        "constraint": ["Do it for all environments"], "file": ["logs.tf"]}, project="infra", files={"logs.tf": "days = 0\n"})

    yield Session("mended", "Node 24", [
        ask("Move the build to Node 24.", bash("npm ci", "npm error engine Unsupported engine", 1), edit("package.json", "20", "24"),
            bash("npm ci", "added 311 packages"), bash("npm run lint", "3 problems (3 errors)", 1), edit("eslint.config.js", "2021", "2024"),
            bash("npm run lint 2>&1", "no problems"), bash("npm test", "1 failing: timers.spec.js", 1),
            "Install and lint are clean on Node 24. `timers.spec.js` fails, it uses the old mock timers."),
    ], {"goal": ["Move the build to Node 24"], "tail": ["1 failing: timers.spec.js"], "file": ["package.json", "eslint.config.js"],
        "verify": ["npm test"], "open": ["it uses the old mock timers"]}, project="web",
        files={"package.json": '{"engines": "20"}\n', "eslint.config.js": "2021\n"})

    yield Session("rewound", "Search index", [
        ask("Build a search index for the handbook, it must work without a server.", "I propose lunr."),
        ask("Take lunr then", "lunr it is, the index is 9 MB."),
        rewind(1),
        ask("9 MB is too much. Use a prefix tree per chapter.", write("search/index.js", "x\n"),
            "The index per chapter is 140 kB. Chapters 4 to 9 are open."),
    ], {"goal": ["Build a search index for the handbook"], "constraint": ["it must work without a server"],
        "correction": ["9 MB is too much"], "decision": ["prefix tree per chapter"], "file": ["search/index.js"],
        "open": ["Chapters 4 to 9 are open"]}, project="handbook")
