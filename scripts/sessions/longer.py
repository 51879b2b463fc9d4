"""Longer sessions that exist once: what gets lost where a conversation goes on for a while."""

from making import (
    Reply, Session, agent, ask, bang, bash, call, command, edit, escape, interrupt, leave_waiting, meanwhile, picture, read,
    rewind, slow, write)

def long_answer(points):
    """An answer as long as a review's, with a point here and there among sentences of which none is said twice."""
    modules = "billing mailer search audit export import auth".split()

    def filler(number):
        return " ".join(
            f"{modules[(number + line) % 7].capitalize()} line {number * 40 + line} reads `{points[0][:3].lower()}_{number}_{line}` "
            f"before the tenant is known, which {'tests' if line % 2 else 'jobs'} of stage {line + number} rely on."
            for line in range(9))

    return "\n\n".join(f"### {number}. {point}\n\n{filler(number)}" for number, point in enumerate(points, 1))


def sessions():
    yield Session("queued", "Nightly report", [
        ask("Write the nightly report of unpaid invoices as a CSV in s3://reports-eu.",
            write("report/unpaid.py", "pass\n"),
            bash("pytest -q report", "6 passed in 0.40s", why="Run the tests"),
            meanwhile("semicolons as separators, the accountants use Excel"),
            slow(bash("make report-sample", "412 lines", why="Make a sample", text="I make a sample.")),
            "Done with semicolons; the bucket is still to be created."),
        ask("Now the mail to accounting@example.com with the link.",
            bash("make mail-preview", "Subject: Unpaid invoices, 3 pages", why="Look at the mail"),
            meanwhile("not before 06:30, the backup runs until then"), meanwhile("and Heike gets a copy, she is the deputy"),
            Reply("It goes out at 06:45 with Heike in copy.", pause=4), "Scheduled for 06:45. The link is valid for 12 hours."),
        leave_waiting("Add the totals for each country.", Reply("...", pause=30), "VAT numbers must not be in the file"),
    ], {"goal": ["nightly report of unpaid invoices", "s3://reports-eu"],
        "queued": ["semicolons as separators, the accountants use Excel", "not before 06:30, the backup runs until then",
                   "Heike gets a copy, she is the deputy", "VAT numbers must not be in the file"],
        "last": ["Add the totals for each country"], "midway": ["the bucket is still to be created", "The link is valid for 12 hours"],
        "number": ["06:45"], "name": ["accounting@example.com"], "file": ["report/unpaid.py"], "verify": ["pytest -q report"]},
        project="reports")

    def todos(*states):
        names = ["Read the export of the old shop", "Map the categories", "Import 200 products as a trial", "Import all 18,400 products",
                 "Compare the prices with the old shop"]
        return call("TodoWrite", todos=[{"content": n, "status": s, "activeForm": n} for n, s in zip(names, states)])

    yield Session("todo-list", "Product import", [
        ask("Import the products of the old shop. Prices are net there and gross here, 19 % or 7 %.",
            todos("in_progress", *["pending"] * 4), read("export.xml"), todos("completed", "in_progress", *["pending"] * 3),
            "The export has 18,400 products in 212 categories."),
        ask("Category 88 is discontinued, leave it out.", todos("completed", "completed", "in_progress", "pending", "pending"),
            write("import/map.csv", "1;1\n"), bash("make import LIMIT=200", "200 imported, 3 without image", why="Trial import"),
            "The trial worked, three have no image: 10233, 10871 and 11902. Next is the whole import, it takes about 50 minutes."),
    ], {"goal": ["Import the products of the old shop"], "constraint": ["Category 88 is discontinued"],
        "number": ["19 % or 7 %", "212 categories", "10233, 10871 and 11902", "about 50 minutes"],
        "todo": ["Map the categories", "Import 200 products as a trial", "Import all 18,400 products",
                 "Compare the prices with the old shop"],
        "file": ["import/map.csv"], "open": ["Next is the whole import"]}, project="shop",
        files={"export.xml": "<products/>\n"}, environment={"CLAUDE_CODE_ENABLE_TASKS": "0"})

    yield Session("escaped", "Seed data", [
        ask("Fill staging with 40 made customers.", bash("npm run seed", "seeding 3 of 40", "stays"), interrupt("seeding|Running"),),
        ask("Stop. Use the German names list, ops/names-de.txt.", read("ops/names-de.txt"),
            bash("npm run seed", "waiting 300 s", "stays", text="I read the list and begin. It has 1,200 names."),
            interrupt("Running|waiting")),
        ask("No sleeping, the job in CI has 10 minutes.", edit("seed.ts", "names", "german"),
            bash("npm run seed", "40 customers seeded in 41 s", why="Seed"), "40 customers are there, with the seed 20260302."),
        ask("Now the orders, 5 for each", Reply("...", pause=20), escape()),
        ask("Wait, orders need products first. Only products with stock.",
            "Understood: products with stock first, then 5 orders for each customer. I have not begun."),
        ask("And invoices for all of them from January on", Reply("...", pause=20), escape()),
    ], {"goal": ["Fill staging with 40 made customers"], "correction": ["Use the German names list, ops/names-de.txt"],
        "interrupted": ["Now the orders, 5 for each", "And invoices for all of them from January on"],
        "constraint": ["No sleeping, the job in CI has 10 minutes", "Only products with stock"],
        "midway": ["It has 1,200 names"], "number": ["the seed 20260302"], "file": ["seed.ts"], "verify": ["npm run seed"],
        "open": ["I have not begun"]}, project="shop", files={"ops/names-de.txt": "Anna\n", "seed.ts": "names\n"})

    yield Session("looked-up", "Upgrade of the queue", [
        ask("Is RabbitMQ 3.12 still supported? Look it up, and what our ticket OPS-2291 says.",
            Reply("", [{"name": "WebSearch", "input": {"query": "RabbitMQ 3.12 end of support"}}]),
            Reply("RabbitMQ 3.12 left community support on 30 June 2024; 4.0 needs quorum queues, mirrored classic queues are removed."),
            call("mcp__tracker__get_issue", key="OPS-2291"),
            "No, it is not. The ticket has the details, I begin with the queues that are mirrored."),
        ask("How many are mirrored?",
            bash("docker exec mq rabbitmqctl list_policies",
                 "ha-all  ^orders\\.  {\"ha-mode\":\"all\"}\nha-mail  ^mail\\.  {\"ha-mode\":\"exactly\"}", why="List the policies"),
            "Two policies; they cover 14 queues."),
        ask("Do mail first, orders only in the window.", write("mq/policies.yaml", "quorum: [mail]\n"),
            "`mq/policies.yaml` moves the mail queues. The orders are left for the window."),
    ], {"goal": ["Is RabbitMQ 3.12 still supported"], "search": ["30 June 2024", "mirrored classic queues are removed"],
        "mcp": ["window is Sunday 03:00 to 05:00 CET", "Approver: Tomasz"], "name": ["OPS-2291"],
        "output": ["ha-mail"], "midway": ["they cover 14 queues"], "constraint": ["Do mail first, orders only in the window"],
        "file": ["mq/policies.yaml"], "open": ["The orders are left for the window"]}, project="infra",
        tracker={"OPS-2291": "Upgrade the queue. The window is Sunday 03:00 to 05:00 CET. Approver: Tomasz."})

    first = ["Settings are read once", "The cache key lacks the tenant", "Retries double-book, see `billing/retry.go:114`",
             "Time zones are lost in `export/csv.go:58`", "Search indexes deleted rows"]
    second = ["Lock order differs between `auth` and `audit`", "The nightly job may run twice on 29 March", "Passwords are compared in "
              "variable time", "A migration is needed: `tenant_id` on `jobs`", "Load test: 340 requests a second, then p99 is 2.1 s"]
    yield Session("long-answers", "Review for tenants", [
        ask("Review what stands in the way of a second tenant. Be thorough.", read("README.md"), long_answer(first)),
        ask("Go on with concurrency and load.", long_answer(second)),
        ask("Good. Fix the retries first, then the cache key; the rest waits for Ines.", edit("billing/retry.go", "retry", "once"),
            "The retries are fixed. " + long_answer(["Still open: the cache key", "Ines decides about `tenant_id`"])),
    ], {"goal": ["Review what stands in the way of a second tenant"], "midway": first[1:] + second[:4], "number": ["340 requests a second"],
        "constraint": ["Fix the retries first, then the cache key"], "name": ["the rest waits for Ines"], "file": ["billing/retry.go"],
        "open": ["Still open: the cache key", "Ines decides about `tenant_id`"]}, project="core", files={"billing/retry.go": "retry\n"})

    yield Session("japanese-long", "請求書の自動送付", [
        ask("毎月の請求書を自動で送る仕組みを作って。送信は毎月3日の朝9時、土日なら次の営業日。",
            write("billing/send.py", "pass\n"), "`billing/send.py` に骨組みを書きました。祝日は2026年の一覧を使います。"),
        ask("宛先は経理の佐藤さんだけ。CCは付けないで。", "宛先は佐藤さんだけにします。件名は「請求書のご送付」でよいですか。"),
        ask("件名の頭に会社コードを入れて。例: [K-204]", edit("billing/send.py", "pass", "subject"),
            bash("pytest -q", "FAILED test_send.py::test_holiday - 5月3日が営業日になっている\n1 failed, 11 passed", 1, why="テスト"),
            "件名は直しました。祝日のテストがまだ失敗しています。"),
        ask("祝日は内閣府のCSVを使って。古い一覧は捨てて。",
            bash("curl -s https://www8.cao.go.jp/syukujitsu.csv", "2026/5/3,憲法記念日", why="祝日を取得"),
            edit("billing/send.py", "subject", "csv"), bash("pytest -q", "12 passed", why="テスト"),
            "12件のテストが通りました。残りはPDFの署名で、証明書は法務の田中さんが今月20日までに用意します。"),
        ask("金額が100万円を超えるときは送らずに私に確認して。", "100万円を超える請求書は保留にして確認を求めます。まだ実装していません。"),
    ], {"goal": ["毎月の請求書を自動で送る仕組み", "毎月3日の朝9時、土日なら次の営業日"],
        "constraint": ["宛先は経理の佐藤さんだけ", "CCは付けないで", "会社コードを入れて", "祝日は内閣府のCSVを使って", "100万円を超えるときは送らずに私に確認して"],
        "name": ["法務の田中さんが今月20日までに"], "midway": ["祝日は2026年の一覧", "件名は「請求書のご送付」"], "file": ["billing/send.py"],
        "verify": ["pytest -q"], "open": ["残りはPDFの署名", "まだ実装していません"]}, project="billing")

    yield Session("pictured", "Sign-up form", [
        picture("Build the sign-up form as in the picture.", write("src/SignUp.tsx", "form\n"), "Four fields and a button, as in the picture."),
        ask("The label stands above the field, 12 px, colour #5B6470. Error texts below, never in a tooltip.\n\n"
              "Fields in this order:\n1. E-mail\n2. Company (optional)\n3. Password, 12 characters at least\n4. Country, preset by the browser\n\n"
              "The button is called “Create account” and stays disabled until the e-mail is valid.",
              edit("src/SignUp.tsx", "form", "labels"), "Done as listed; the country list has 249 entries from ISO 3166."),
        ask("Marketing wants no newsletter box, legal has vetoed it.", "No box then. The link to the terms is missing: which address?"),
    ], {"goal": ["Build the sign-up form as in the picture"],
        "detail": ["12 px, colour #5B6470", "never in a tooltip", "Company (optional)", "12 characters at least", "preset by the browser",
                   "stays disabled until the e-mail is valid"],
        "constraint": ["no newsletter box, legal has vetoed it"], "midway": ["249 entries from ISO 3166"], "file": ["src/SignUp.tsx"],
        "open": ["The link to the terms is missing: which address?"]}, project="web")

    def attempt(number, words, change, output, answer):
        return ask(words, edit("net/pool.c", f"try {number - 1}", f"try {number}"),
                   bash("make soak 2>&1 | tail -3", output, why="Soak test"), answer)

    yield Session("debugging-long", "Leaking sockets", [
        ask("The proxy leaks sockets, 3 to 4 an hour on lb-07. It began with build 5512. Don't restart production.",
            bash("ss -s", "TCP: 8123 (estab 211, closed 12, orphaned 7801)", why="Count"), "7801 sockets are orphaned."),
        attempt(1, "Check the keep-alive first.", "keepalive", "soak: 300 s, 41 leaked\nFAIL", "Keep-alive is not it: 41 leaked with it off."),
        attempt(2, "Then the TLS shutdown?", "tls", "soak: 300 s, 40 leaked\nFAIL", "Neither is the TLS shutdown. It only happens with HTTP/2."),
        attempt(3, "Look at GOAWAY.", "goaway", "soak: 300 s, 2 leaked\nFAIL", "Closer: after GOAWAY the stream with the id 0 kept the socket. Two still leak."),
        ask("Those two are the health checks of the balancer, they come from 10.4.0.9.",
            edit("net/pool.c", "try 3", "try 4"), bash("make soak 2>&1 | tail -3", "soak: 300 s, 0 leaked\nPASS", why="Soak test"),
            bash("make test", "test_pool_reuse: FAILED (expected 2 handshakes, got 3)\n1 of 88 failed", 2, why="All tests"),
            "The soak test is clean. `test_pool_reuse` fails now: a connection is opened once too often."),
        ask("That one may stay red until Monday, Olga knows it. Write down how to deploy.", write("docs/deploy-proxy.md", "steps\n"),
            "`docs/deploy-proxy.md` has the steps: one balancer at a time, lb-07 last, 20 minutes apart."),
    ], {"goal": ["The proxy leaks sockets, 3 to 4 an hour on lb-07"], "constraint": ["Don't restart production"],
        "failed": ["Keep-alive is not it", "Neither is the TLS shutdown"], "cause": ["after GOAWAY the stream with the id 0 kept the socket"],
        "number": ["build 5512", "10.4.0.9", "20 minutes apart"], "midway": ["It only happens with HTTP/2", "7801 sockets are orphaned"],
        "tail": ["expected 2 handshakes, got 3"], "verify": ["make soak", "make test"], "file": ["net/pool.c", "docs/deploy-proxy.md"],
        "open": ["may stay red until Monday, Olga knows it"]}, project="proxy", files={"net/pool.c": "try 0\n"})

    yield Session("broken-off", "Backup to tape", [
        ask("Write the backup of the archive to tape: LTO-8, two copies, one goes to Basel.",
            write("tape/backup.py", "pass\n"), bash("make tape-sim", "simulator on port 7443", why="Simulator", background=True),
            "The simulator runs on port 7443. One tape takes 12 TB, so 5 tapes for a copy."),
        ask("Labels as ARC-2026-001 and so on, the robot reads them.", edit("tape/backup.py", "pass", "labels"),
            agent("Find where tapes are numbered", "Numbers are given in `tape/inventory.py:77`; 412 was the last one in 2025.", "Find numbers"),
            "I look at the numbering.", "The numbering restarts each year, `tape/inventory.py:77` has to change for that."),
        ask("Yes, restart. And verify every tape by reading it back, never trust the drive.",
            Reply("You've hit your usage limit. It resets at 5pm.", status=429)),
    ], {"goal": ["Write the backup of the archive to tape"], "number": ["5 tapes for a copy", "port 7443"], "name": ["one goes to Basel"],
        "constraint": ["Labels as ARC-2026-001", "verify every tape by reading it back, never trust the drive"],
        "agent": ["412 was the last one in 2025"], "decision": ["Yes, restart"], "running": ["make tape-sim"],
        "file": ["tape/backup.py"], "open": ["`tape/inventory.py:77` has to change for that"], "error": ["usage limit"]}, project="tape")

    yield Session("commanded", "Release 4.8", [
        command("/release 4.8 --freeze friday", bash("git log --oneline | head -1"), write("CHANGELOG.md", "4.8\n"),
                "The changelog for 4.8 has 31 entries. The freeze is on Friday 18:00."),
        bang("make version", "error: version.txt says 4.7.3\nmake: *** [version] Error 1", 2),
        ask("You see it: version.txt is generated by tools/stamp.py, change it there.", edit("tools/stamp.py", "4.7", "4.8"),
            "`tools/stamp.py` stamps 4.8 now."),
        bang("make version", "4.8.0"),
        bang("git tag --list | tail -2", "v4.7.2\nv4.7.3"),
        ask("The tag is v4.8.0, signed with the key 9C1D, not mine.", bash("git tag -v v4.8.0", "error: tag 'v4.8.0' not found.", 1, why="Look"),
            "Not tagged yet; I wait for the key. The announcement in docs/announce.md is a draft."),
    ], {"goal": ["/release 4.8 --freeze friday"], "command": ["the docs team reads it on Thursdays"], "midway": ["31 entries", "Friday 18:00"],
        "bang": ["version.txt says 4.7.3", "4.8.0"], "constraint": ["change it there", "The tag is v4.8.0, signed with the key 9C1D, not mine"],
        "file": ["tools/stamp.py", "CHANGELOG.md"], "open": ["I wait for the key", "docs/announce.md is a draft"]}, project="tool",
        files={"tools/stamp.py": "4.7\n"},
        commands=[("release", "Prepare release $ARGUMENTS: changelog, version, tag. Write for users, the docs team reads it on Thursdays.\n")])

    yield Session("turned-back", "Rate calculator", [
        ask("A calculator for instalments on the website. Nominal rate 4.9 %, at most 84 months.", write("calc/index.ts", "1\n"),
            "The calculator is there, with the annuity formula."),
        ask("Make a slider of it.", edit("calc/index.ts", "1", "2"), "A slider for the months, steps of 6."),
        ask("Use the library noUiSlider.", "Added noUiSlider 15, 9 kB."),
        rewind(1),
        ask("No library, an input of type range will do. It must work with the keyboard.", edit("calc/index.ts", "2", "3"),
            "It is a plain range input now, arrow keys move by one month."),
        ask("Different task now: the imprint is wrong, the register number is HRB 90871 since 1 February.",
            write("site/imprint.md", "HRB 90871\n"), "The imprint says HRB 90871. The English version is not changed yet."),
    ], {"goal": ["the imprint is wrong", "HRB 90871 since 1 February"], "earlier": ["A calculator for instalments on the website"],
        "number": ["Nominal rate 4.9 %", "at most 84 months"], "correction": ["No library, an input of type range will do"],
        "constraint": ["It must work with the keyboard"], "midway": ["steps of 6", "arrow keys move by one month"],
        "file": ["calc/index.ts", "site/imprint.md"], "open": ["The English version is not changed yet"]}, project="site")
