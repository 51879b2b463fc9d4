"""Sessions that exist in two languages: the same work, the same facts, in English and in Chinese."""

from making import (
    Session, accept_plan, agent, ask, bang, bash, choose, command, compact, edit, escape, plan, question, questions, read,
    refuse, refuse_plan, say, type_answer, write)

MANUAL = {"allow": ["Read", "Glob", "Grep", "Agent", "TaskCreate", "TaskUpdate"]}
FAILED = "FAIL {name}\n  expected 200, got {got}\n\nTests: 1 failed, {passed} passed, {total} total"


def planned(t):
    first = t(
        "# Retry queue for webhooks\n\n1. Table `webhook_attempts`\n2. A worker that reads it in memory\n",
        "# Webhook 重试队列\n\n1. 新表 `webhook_attempts`\n2. 在内存里读取的 worker\n")
    second = t(
        "# Retry queue for webhooks\n\n1. Table `webhook_attempts` with a unique key on `event_id`\n"
        "2. Backoff 30 s, 2 min, 10 min, then give up\n3. Alert in #payments-alerts after the third failure\n",
        "# Webhook 重试队列\n\n1. 新表 `webhook_attempts`，`event_id` 唯一键\n2. 退避 30 秒、2 分钟、10 分钟，然后放弃\n"
        "3. 第三次失败后在 #payments-alerts 报警\n")
    return [
        ask(
            t("Webhooks are lost when the partner is down for more than a minute. Plan a retry queue, no new service.",
              "合作方宕机超过一分钟时 webhook 会丢失。请规划一个重试队列，不要引入新的服务。"),
            read("src/webhooks.ts"), *plan(first),
            refuse_plan(t("Attempts must survive a restart, so nothing in memory", "重试必须在重启后仍然存在，不能放在内存里")),
            *plan(second), accept_plan(),
            write("migrations/0042_webhook_attempts.sql", "create table webhook_attempts (event_id text unique);\n"),
            t("The migration is written. Next is the worker in `src/retry-worker.ts`; it is not begun.",
              "迁移已写好。下一步是 `src/retry-worker.ts` 里的 worker，还没有开始。")),
    ], {
        "goal": [t("Webhooks are lost when the partner is down", "合作方宕机超过一分钟时 webhook 会丢失")],
        "constraint": [t("no new service", "不要引入新的服务")],
        "refusal": [t("Attempts must survive a restart, so nothing in memory", "重试必须在重启后仍然存在，不能放在内存里")],
        "plan": [t("unique key on `event_id`", "`event_id` 唯一键"),
                 t("Backoff 30 s, 2 min, 10 min", "退避 30 秒、2 分钟、10 分钟"), "#payments-alerts"],
        "file": ["migrations/0042_webhook_attempts.sql"],
        "open": [t("Next is the worker in `src/retry-worker.ts`", "下一步是 `src/retry-worker.ts` 里的 worker")],
    }, dict(files={"src/webhooks.ts": "export function send() {}\n"}, options=["--permission-mode", "plan"],
            title=t("Webhook retry queue", "Webhook 重试队列"))


def asked(t):
    pick = question(t("Which store shall hold the sessions?", "会话存放在哪里？"), t("Store", "存储"), [
        ("Redis", t("fast, one more service", "快，但多一个服务")),
        ("Postgres", t("already there", "已经在用")),
        (t("Signed cookie", "签名 cookie"), t("no store", "不需要存储"))])
    age = question(t("How long shall a session live?", "会话有效期多长？"), t("Age", "有效期"), [
        (t("One day", "一天"), t("strict", "严格")), (t("Thirty days", "三十天"), t("comfortable", "方便"))])
    return [
        ask(t("Move the login sessions out of the process's memory.", "把登录会话从进程内存里移出去。"),
            questions(pick), choose("Postgres"),
            questions(age), type_answer(t("12 hours, 30 days with remember-me", "12 小时，勾选记住我则 30 天")),
            write("src/session_store.py", "TTL = 12\n"),
            bash("pytest tests/test_sessions.py -q 2>&1 | tail -3", "14 passed in 1.20s", why="Run the session tests"),
            t("`src/session_store.py` is done and its 14 tests pass. I have not touched the logout yet.",
              "`src/session_store.py` 完成，14 个测试通过。登出还没有改。")),
        ask(t("Good. Cookies must stay SameSite=Strict, compliance wants that.", "好。cookie 必须保持 SameSite=Strict，合规要求的。"),
            t("Understood, SameSite=Strict stays. Remaining: logout must delete the row.",
              "明白，SameSite=Strict 保留。剩下：登出时必须删除这一行。")),
    ], {
        "goal": [t("Move the login sessions out of the process's memory", "把登录会话从进程内存里移出去")],
        "question": [t("Which store shall hold the sessions?", "会话存放在哪里？"),
                     t("How long shall a session live?", "会话有效期多长？")],
        "option": [t("Signed cookie", "签名 cookie")],
        "answer": ["Postgres", t("12 hours, 30 days with remember-me", "12 小时，勾选记住我则 30 天")],
        "constraint": ["SameSite=Strict"],
        "file": ["src/session_store.py"],
        "verify": ["pytest tests/test_sessions.py"],
        "open": [t("logout must delete the row", "登出时必须删除这一行")],
    }, dict(title=t("Sessions in Postgres", "会话存入 Postgres"))


def refused(t):
    return [
        ask(t("Clean the old exports up, the disk of the build machine is full.", "清理旧的导出文件，构建机的磁盘满了。"),
            bash("du -sh exports", "", why="Look at the size"),
            bash("rm -rf exports/2024", "", why="Remove the old exports"),
            refuse(t("never delete exports, move them to /mnt/archive", "绝对不要删除导出文件，移到 /mnt/archive")),
            t("I will move them to the archive and keep the names.", "我会把它们移到归档，文件名保持不变。")),
        ask(t("Write a script for it. Keep the last 90 days here.", "为此写一个脚本。最近 90 天的留在这里。"),
            write("scripts/archive-exports.sh", "#!/bin/sh\n"),
            refuse(t("scripts live in tools/, not in scripts/", "脚本放在 tools/，不是 scripts/")),
            t("Then it goes to `tools/archive-exports.sh`. Shall it run nightly?",
              "那就放到 `tools/archive-exports.sh`。需要每晚运行吗？")),
    ], {
        "goal": [t("Clean the old exports up", "清理旧的导出文件")],
        "refusal": [t("never delete exports, move them to /mnt/archive", "绝对不要删除导出文件，移到 /mnt/archive"),
                    t("scripts live in tools/, not in scripts/", "脚本放在 tools/，不是 scripts/")],
        "refused": ["rm -rf exports/2024"],
        "constraint": [t("Keep the last 90 days here", "最近 90 天的留在这里")],
        "open": ["tools/archive-exports.sh", t("Shall it run nightly?", "需要每晚运行吗？")],
    }, dict(files={"exports/2024/a.csv": "1\n"}, permissions=MANUAL, title=t("Archive old exports", "归档旧的导出文件"))


def debugged(t):
    tail = "AssertionError: 1900-02-29 is not a date\n1 failed, 212 passed in 8.31s"
    return [
        ask(t("The nightly import fails for three customers since Monday. Find out why, do not change the parser's API.",
              "从周一起，三个客户的夜间导入失败。查明原因，不要改解析器的 API。"),
            bash("make import-test", "FAILED tests/test_import.py::test_leap_day\n" + tail, 2, why="Reproduce it"),
            read("importer/dates.py"),
            t("All three have dates before 1904. My first guess is the time zone.",
              "三个客户都有 1904 年以前的日期。我的第一个猜测是时区。")),
        ask(t("The time zone is it not, we checked that last week.", "不是时区，我们上周查过了。"),
            edit("importer/dates.py", "EPOCH = 1900", "EPOCH = 1904"),
            bash("make import-test", "FAILED tests/test_import.py::test_old_books\n1 failed, 212 passed in 8.02s", 2, why="Try the other epoch"),
            edit("importer/dates.py", "EPOCH = 1904", "EPOCH = 1900"),
            t("Changing the epoch to 1904 breaks the old books, so I took that back. It is Excel's leap year bug: day 60 does "
              "not exist.",
              "把纪元改成 1904 会破坏旧账本，所以我撤回了。原因是 Excel 的闰年错误：第 60 天不存在。")),
        ask(t("Then handle day 60 explicitly.", "那就显式处理第 60 天。"),
            edit("importer/dates.py", "def parse", "DAY_60 = None\n\ndef parse"),
            bash("make import-test | tail -2", tail, why="Run the tests"),
            t("One test still fails: `test_leap_day` expects an error with the row's number. Next: raise `BadDate(row)`.",
              "还有一个测试失败：`test_leap_day` 期望带行号的错误。下一步：抛出 `BadDate(row)`。")),
    ], {
        "goal": [t("The nightly import fails for three customers", "三个客户的夜间导入失败")],
        "constraint": [t("do not change the parser's API", "不要改解析器的 API")],
        "correction": [t("The time zone is it not", "不是时区")],
        "failed": [t("Changing the epoch to 1904 breaks the old books", "把纪元改成 1904 会破坏旧账本")],
        "cause": [t("Excel's leap year bug", "Excel 的闰年错误")],
        "midway": [t("dates before 1904", "1904 年以前的日期")],
        "tail": ["1 failed, 212 passed"],
        "file": ["importer/dates.py"],
        "verify": ["make import-test"],
        "open": ["BadDate(row)"],
    }, dict(files={"importer/dates.py": "EPOCH = 1900\n\ndef parse(text):\n    return text\n"},
            title=t("Nightly import fails", "夜间导入失败"))


def compacted(t):
    summary = t(
        """<analysis>
The conversation went through the rate limiter step by step.
</analysis>
<summary>
1. Primary Request and Intent:
   Rate limits per tenant at the gateway; limits come from the contract, 600 requests a minute by default.

2. Key Technical Concepts:
   - Token bucket in Lua, one script call per request

3. Files and Code Sections:
   - gateway/limiter.lua: the bucket

4. Errors and fixes:
   - Clock skew between nodes doubled the budget; fixed by taking the time from the store

5. Problem Solving:
   Sliding windows were tried first and needed too much memory.

6. All user messages:
   - "Limits per tenant, not per key"

7. Pending Tasks:
   - Return a Retry-After header
   - Dashboards for refused requests

8. Current Work:
   Writing gateway/limiter_spec.lua, the burst case is missing.

9. Optional Next Step:
   Add the burst case.
</summary>""",
        """<analysis>
对话一步步完成了限流器。
</analysis>
<summary>
1. Primary Request and Intent:
   在网关按租户限流；限额来自合同，默认每分钟 600 次请求。

2. Key Technical Concepts:
   - Lua 令牌桶，每个请求调用一次脚本

3. Files and Code Sections:
   - gateway/limiter.lua：令牌桶

4. Errors and fixes:
   - 节点间时钟偏差使配额翻倍；改为从存储取时间

5. Problem Solving:
   先试过滑动窗口，占用内存太多。

6. All user messages:
   - “按租户限流，不是按密钥”

7. Pending Tasks:
   - 返回 Retry-After 头
   - 被拒请求的仪表盘

8. Current Work:
   正在写 gateway/limiter_spec.lua，缺少突发流量的用例。

9. Optional Next Step:
   补上突发流量的用例。
</summary>""")
    return [
        ask(t("Limits per tenant, not per key. Build them into the gateway.", "按租户限流，不是按密钥。做进网关。"),
            write("gateway/limiter.lua", "-- bucket\n"), t("The bucket is in `gateway/limiter.lua`.", "令牌桶在 `gateway/limiter.lua`。")),
        compact(summary),
        ask(t("Before the burst case: contracts of resellers have no limit at all.", "在写突发用例之前：经销商的合同完全没有限额。"),
            write("gateway/limiter_spec.lua", "-- spec\n"),
            t("Resellers are exempt now, by `contract.kind == \"reseller\"`. The burst case is still missing.",
              "经销商现在豁免，依据 `contract.kind == \"reseller\"`。突发用例仍然缺少。")),
    ], {
        "goal": [t("Limits per tenant, not per key", "按租户限流，不是按密钥")],
        "compaction": [t("600 requests a minute by default", "默认每分钟 600 次请求"),
                       t("Sliding windows were tried first", "先试过滑动窗口"),
                       t("fixed by taking the time from the store", "改为从存储取时间")],
        "pending": [t("Return a Retry-After header", "返回 Retry-After 头"), t("Dashboards for refused requests", "被拒请求的仪表盘")],
        "constraint": [t("contracts of resellers have no limit at all", "经销商的合同完全没有限额")],
        "decision": ["contract.kind == \"reseller\""],
        "file": ["gateway/limiter.lua", "gateway/limiter_spec.lua"],
        "open": [t("The burst case is still missing", "突发用例仍然缺少")],
    }, dict(title=t("Rate limits per tenant", "按租户限流"))


def delegated(t):
    report = t(
        "Three places read the old flag: `src/cart.ts:41`, `src/checkout.ts:88`, `jobs/mail.ts:12`. The last one runs weekly, "
        "so a release must overlap by 7 days.",
        "三处读取旧开关：`src/cart.ts:41`、`src/checkout.ts:88`、`jobs/mail.ts:12`。最后一处每周运行，所以发布必须重叠 7 天。")
    return [
        ask(t("Remove the feature flag new_checkout, it is on for everybody.", "删除功能开关 new_checkout，它已对所有人开启。"),
            agent(t("Find every reader of new_checkout", "找出所有读取 new_checkout 的地方"), report,
                  t("Find the readers", "查找读取处")),
            t("I begin with the cart.", "我先改购物车。"),
            # The agent ends in the background, and its report comes by itself.
            t("The report is here: cart, checkout and the mail job.", "报告来了：购物车、结账和邮件任务。"),
        ),
        ask(t("Leave the mail job for the next release.", "邮件任务留到下个版本。"),
            edit("src/cart.ts", "flag('new_checkout')", "true"),
            bash("npm run typecheck", "src/checkout.ts(88,3): error TS2554: Expected 1 arguments, but got 2.", 2),
            edit("src/checkout.ts", "flag('new_checkout')", "true"),
            bash("npm run typecheck", "ok"),
            bash("git log --oneline | head -1"),
            t("Cart and checkout are free of the flag, typecheck is clean. The pull request needs a review by the payments team.",
              "购物车和结账已去掉开关，类型检查通过。合并请求需要支付团队审核。")),
    ], {
        "goal": [t("Remove the feature flag new_checkout", "删除功能开关 new_checkout")],
        "agent": ["jobs/mail.ts:12", t("a release must overlap by 7 days", "发布必须重叠 7 天")],
        "constraint": [t("Leave the mail job for the next release", "邮件任务留到下个版本")],
        "file": ["src/cart.ts", "src/checkout.ts"],
        "verify": ["npm run typecheck"],
        "open": [t("needs a review by the payments team", "需要支付团队审核")],
    }, dict(files={"src/cart.ts": "flag('new_checkout')\n", "src/checkout.ts": "flag('new_checkout')\n"},
            title=t("Remove the flag new_checkout", "删除开关 new_checkout"))


def interrupted(t):
    return [
        ask(t("Translate the emails of the shop into Polish.", "把商店的邮件翻译成波兰语。"),
            write("mails/pl/order.txt", "Zamowienie\n"),
            t("`mails/pl/order.txt` is there; six more to go.", "`mails/pl/order.txt` 已完成，还剩六封。")),
        ask(t("Go on with the invoices", "继续做发票"), say("...", pause=20), escape()),
        ask(t("Wait. Formal address everywhere: Pan/Pani, never ty.", "等等。全部用敬称：Pan/Pani，绝不用 ty。"),
            edit("mails/pl/order.txt", "Zamowienie", "Szanowny Panie"),
            t("Changed to the formal address.", "已改成敬称。")),
        bang("make mail-check", t("mails/pl: 2 of 7 complete, missing placeholder {vat_id} in invoice",
                                  "mails/pl：完成 2/7，invoice 缺少占位符 {vat_id}")),
        ask(t("You see the missing placeholder. Fix that tomorrow, stop here.", "你看到缺的占位符了。明天修，今天到此为止。"),
            t("Noted: `{vat_id}` is missing in the invoice; five mails are open.", "记下：invoice 缺 `{vat_id}`；还有五封邮件。")),
    ], {
        "goal": [t("Translate the emails of the shop into Polish", "把商店的邮件翻译成波兰语")],
        "interrupted": [t("Go on with the invoices", "继续做发票")],
        "correction": ["Pan/Pani"],
        "bang": ["make mail-check", t("2 of 7 complete", "完成 2/7")],
        "open": ["{vat_id}", t("five mails are open", "还有五封邮件")],
        "file": ["mails/pl/order.txt"],
        "last": [t("Fix that tomorrow, stop here", "明天修，今天到此为止")],
    }, dict(title=t("Polish mails", "波兰语邮件"))


KINDS = {
    "plan": planned, "questions": asked, "refusals": refused, "debugging": debugged, "compaction": compacted,
    "agent": delegated, "interrupted": interrupted,
}


def sessions(kinds=None):
    for name, make in (kinds or KINDS).items():
        for language in ("en", "zh"):
            steps, facts, more = make(lambda english, chinese, language=language: english if language == "en" else chinese)
            title = more.pop("title")
            yield Session(f"{name}-{language}", title, steps, facts, **more)
