"""More sessions in two languages: long ones, in which what matters is said on the way."""

from making import ask, bash, call, choose, edit, grown, question, questions, read, write


def compacted_by_itself(t):
    summary = t(
        """<analysis>
Migration of the ledger, in order.
</analysis>
<summary>
1. Primary Request and Intent:
   Move the ledger from MySQL 5.7 to Postgres 16 without downtime. The cut-over is on 14 March at 02:00 UTC, and finance must be able to close February before that.

2. Key Technical Concepts:
   - Logical replication with pgloader for the first copy, Debezium for what follows
   - Amounts are numeric(18,4), never float

3. Files and Code Sections:
   - migrate/schema.sql
      - the tables `entries` and `accounts`; `entries.booked_at` is timestamptz
   - migrate/check.py
      - compares sums for each account and month

4. Errors and fixes:
   - pgloader turned 0000-00-00 dates into null:
      - fixed with the cast rule `zero-dates-to-null` and a list of 318 entries for finance
   - Debezium lost its offset after a restart; the topic now has infinite retention

5. Problem Solving:
   Foreign keys are added after the copy, with NOT VALID first; doing it before took 9 hours.

6. All user messages:
   - "Move the ledger from MySQL to Postgres, without downtime"
   - "Finance wants the list of broken dates before Thursday"
   - "Do not touch the replica in Dublin, the auditors read from it"

7. Pending Tasks:
   - Rehearse the cut-over on staging
   - Ask Priya for the read-only window

8. Current Work:
   Writing `migrate/cutover.sh`; the step that stops the writers is done, the step that switches the DNS is not.

9. Optional Next Step:
   Switch `ledger-db.internal` with a TTL of 30 seconds.
</summary>""",
        """<analysis>
按顺序迁移总账。
</analysis>
<summary>
1. Primary Request and Intent:
   把总账从 MySQL 5.7 迁移到 Postgres 16，不停机。切换时间是 3 月 14 日 02:00 UTC，财务必须能在此之前完成二月结账。

2. Key Technical Concepts:
   - 第一次复制用 pgloader 逻辑复制，之后用 Debezium
   - 金额是 numeric(18,4)，绝不用浮点

3. Files and Code Sections:
   - migrate/schema.sql
      - 表 `entries` 和 `accounts`；`entries.booked_at` 是 timestamptz
   - migrate/check.py
      - 按账户和月份比较合计

4. Errors and fixes:
   - pgloader 把 0000-00-00 日期变成了 null：
      - 用转换规则 `zero-dates-to-null` 修复，并给财务一份 318 条的清单
   - Debezium 重启后丢失偏移量；该主题现在永久保留

5. Problem Solving:
   外键在复制之后添加，先用 NOT VALID；之前做花了 9 小时。

6. All user messages:
   - “把总账从 MySQL 迁移到 Postgres，不停机”
   - “财务周四之前要坏日期的清单”
   - “不要动都柏林的副本，审计在读它”

7. Pending Tasks:
   - 在预发环境演练切换
   - 向 Priya 申请只读窗口

8. Current Work:
   正在写 `migrate/cutover.sh`；停止写入的步骤已完成，切换 DNS 的步骤还没有。

9. Optional Next Step:
   切换 `ledger-db.internal`，TTL 30 秒。
</summary>""")
    return [
        ask(t("Move the ledger from MySQL to Postgres, without downtime", "把总账从 MySQL 迁移到 Postgres，不停机"),
            write("migrate/schema.sql", "create table entries ();\n"),
            t("The schema is in `migrate/schema.sql`.", "表结构在 `migrate/schema.sql`。")),
        ask(t("Do not touch the replica in Dublin, the auditors read from it", "不要动都柏林的副本，审计在读它"),
            grown(t("Understood, Dublin stays on MySQL until June.", "明白，都柏林在六月之前留在 MySQL。"), summary)),
        ask(t("Go on with the cut-over script. Rollback must take less than 5 minutes.", "继续写切换脚本。回滚必须在 5 分钟以内。"),
            write("migrate/cutover.sh", "#!/bin/sh\n"),
            t("`migrate/cutover.sh` has the DNS step now; the rollback takes 3 minutes 40. The rehearsal is still open.",
              "`migrate/cutover.sh` 现在有 DNS 步骤；回滚需要 3 分 40 秒。演练还没有做。")),
    ], {
        "goal": [t("from MySQL to Postgres, without downtime", "从 MySQL 迁移到 Postgres，不停机")],
        "constraint": [t("Do not touch the replica in Dublin", "不要动都柏林的副本"),
                       t("Rollback must take less than 5 minutes", "回滚必须在 5 分钟以内")],
        "compaction": [
            t("The cut-over is on 14 March at 02:00 UTC", "切换时间是 3 月 14 日 02:00 UTC"),
            t("close February before that", "在此之前完成二月结账"),
            t("never float", "绝不用浮点"), "`zero-dates-to-null`", t("a list of 318 entries for finance", "318 条的清单"),
            t("doing it before took 9 hours", "之前做花了 9 小时"), t("the topic now has infinite retention", "该主题现在永久保留"),
            t("the list of broken dates before Thursday", "财务周四之前要坏日期的清单")],
        "pending": [t("Rehearse the cut-over on staging", "在预发环境演练切换"), t("Ask Priya for the read-only window", "向 Priya 申请只读窗口"),
                    t("with a TTL of 30 seconds", "TTL 30 秒")],
        "midway": [t("Dublin stays on MySQL until June", "都柏林在六月之前留在 MySQL")],
        "file": ["migrate/cutover.sh", "migrate/schema.sql", "migrate/check.py"],
        "number": [t("the rollback takes 3 minutes 40", "回滚需要 3 分 40 秒")],
        "open": [t("The rehearsal is still open", "演练还没有做")],
    }, dict(title=t("Ledger to Postgres", "总账迁移到 Postgres"), project="ledger")


RULES = [
    ("Never write to the table `prices` directly.", "绝不要直接写 `prices` 表。"),
    ("Only UTC in the database.", "数据库里只能用 UTC。"),
    ("Always round up to the next cent.", "必须向上取整到分。"),
    ("Don't add a dependency without asking.", "未经询问不要添加依赖。"),
    ("Keep the endpoint `/v1/quote` as it is.", "保留 `/v1/quote` 接口不变。"),
    ("The discount must never exceed 40 percent.", "折扣不能超过百分之四十。"),
    ("No feature flags for this.", "这个不要用功能开关。"),
    ("Errors must have the customer's number.", "错误必须带客户编号。"),
    ("Do not log the address.", "不要把地址写入日志。"),
    ("Only the service account `quoter` may read contracts.", "只能由服务账号 `quoter` 读取合同。"),
    ("Leave the Excel export alone.", "不要动 Excel 导出。"),
    ("Tests must not need the network.", "测试不能需要网络。"),
    ("Always answer within 200 ms.", "必须在 200 毫秒内应答。"),
    ("Avoid the ORM in hot paths.", "热路径不要用 ORM。"),
    ("Swiss customers must see CHF.", "瑞士客户必须看到 CHF。"),
    ("Never cache prices longer than 10 minutes.", "价格缓存不能超过十分钟。"),
    ("Without a contract nothing is quoted.", "没有合同不能报价。"),
    ("Keep the old column until September.", "旧列保留到九月。"),
    ("Do not rename `sku`.", "不要重命名 `sku`。"),
    ("Must run on Python 3.9, the customer has nothing newer.", "必须能在 Python 3.9 上运行，客户没有更新的。"),
    ("Only Marta signs off releases.", "只能由 Marta 批准发布。"),
    ("Don't send mail from staging.", "不要从预发环境发邮件。"),
    ("Always show net and gross.", "必须同时显示净价和毛价。"),
    ("The hash must be stable across releases.", "哈希必须在各版本间保持稳定。"),
    ("No more than three queries for one quote.", "一次报价不能超过三个查询。"),
    ("Never answer 200 for a refused quote.", "被拒的报价绝不要返回 200。"),
]


def ruled(t):
    rules = [t(*rule) for rule in RULES]
    return [
        ask(t("Write the quote service anew, from the notes of Tuesday's meeting.", "按周二会议的记录重写报价服务。"),
            write("quote/service.py", "pass\n"), t("The frame is there.", "框架已完成。")),
        *[ask(rule, t(f"Rule {number} is in.", f"第 {number} 条已加入。")) for number, rule in enumerate(rules, 1)],
    ], {
        "goal": [t("Write the quote service anew", "重写报价服务")], "constraint": rules, "file": ["quote/service.py"],
    }, dict(title=t("Quote service", "报价服务"), project="quotes")


def agreed(t):
    when = question(t("When shall the old API go?", "旧 API 何时下线？"), t("Date", "日期"), [
        (t("1 May", "5月1日"), t("with the price change", "与调价同时")), (t("1 August", "8月1日"), t("after the audit", "审计之后"))])
    return [
        ask(t("The public API needs a version 2. What do you propose?", "公开 API 需要第二版。你有什么建议？"),
            read("openapi.yaml"),
            t("I propose: 1. cursors instead of page numbers, since pages shift while somebody writes; 2. errors as RFC 9457 "
              "problem documents; 3. rate limits of 50 requests a second for each key. Shall I go on like this?",
              "我建议：1. 用游标代替页码，因为写入时页会移动；2. 错误用 RFC 9457 问题文档；3. 每个密钥每秒 50 次请求的限流。就这样做吗？")),
        ask(t("yes", "好的"), edit("openapi.yaml", "3.0.0", "3.1.0"),
            t("Cursors and problem documents are in the specification. For the tokens there are two ways: (a) opaque, looked up in "
              "Redis, (b) signed with Ed25519, checked without a look-up. I would take (b), it needs no new service.",
              "游标和问题文档已写入规范。令牌有两种做法：(a) 不透明，在 Redis 里查；(b) 用 Ed25519 签名，不用查。我会选 (b)，它不需要新服务。")),
        ask("b", t("Then Ed25519, with keys that rotate every 90 days. The old keys stay valid for 7 days.",
                   "那就用 Ed25519，密钥每 90 天轮换。旧密钥再保留 7 天有效。")),
        ask(t("And when do we switch the old one off?", "旧的什么时候关？"), questions(when), choose(t("1 August", "8月1日")),
            bash("npm run lint:api", "openapi.yaml: valid", why="Check the specification"),
            t("Noted: 1 August. The specification is valid; the examples for errors are missing, and partners have to be told "
              "by the team of Yusuf.",
              "记下：8月1日。规范有效；还缺错误的示例，合作方要由 Yusuf 的团队通知。")),
        ask(t("Partner Nordwind keeps page numbers until the end of the year, by contract.", "合作方 Nordwind 按合同保留页码到年底。"),
            t("Then `/v1/orders` keeps `page` for client id 4711 alone.", "那么 `/v1/orders` 只为客户 id 4711 保留 `page`。")),
    ], {
        "goal": [t("The public API needs a version 2", "公开 API 需要第二版")],
        "decision": [t("cursors instead of page numbers", "用游标代替页码"), "RFC 9457", t("signed with Ed25519", "用 Ed25519 签名")],
        "reason": [t("pages shift while somebody writes", "写入时页会移动"), t("it needs no new service", "它不需要新服务")],
        "number": [t("50 requests a second for each key", "每秒 50 次请求"), t("rotate every 90 days", "每 90 天轮换"),
                   t("stay valid for 7 days", "再保留 7 天有效")],
        "question": [t("When shall the old API go?", "旧 API 何时下线？")], "answer": [t("1 August", "8月1日")],
        "constraint": [t("Partner Nordwind keeps page numbers until the end of the year", "合作方 Nordwind 按合同保留页码到年底")],
        "name": ["Yusuf", "4711"], "verify": ["npm run lint:api"], "file": ["openapi.yaml"],
        "open": [t("the examples for errors are missing", "还缺错误的示例")],
    }, dict(title=t("Version 2 of the public API", "公开 API 第二版"), files={"openapi.yaml": "openapi: 3.0.0\n"})


def listed(t):
    def created(subject):
        return call("TaskCreate", subject=subject, description=subject, activeForm=subject)

    names = [t(*pair) for pair in [
        ("Measure the start-up time", "测量启动时间"), ("Split the bundle by route", "按路由拆分包"),
        ("Load the editor lazily", "懒加载编辑器"), ("Subset the fonts", "裁剪字体"),
        ("Remove moment.js", "移除 moment.js"), ("Write the budget check for CI", "为 CI 写预算检查")]]
    return [
        ask(t("The app starts too slowly: 4.2 s on a cheap phone. Get it under 2 s.", "应用启动太慢：便宜手机上 4.2 秒。降到 2 秒以内。"),
            *[created(name) for name in names], call("TaskUpdate", taskId="1", status="completed"),
            call("TaskUpdate", taskId="2", status="in_progress"),
            t("Measured: 1.9 s of it is the editor. I begin with the split.", "已测量：其中 1.9 秒是编辑器。我从拆分开始。")),
        ask(t("The fonts are the designers' business, drop that.", "字体是设计师的事，去掉。"),
            call("TaskUpdate", taskId="4", status="deleted"),
            call("TaskUpdate", taskId="5", subject=t("Replace moment.js by Temporal", "用 Temporal 代替 moment.js")),
            call("TaskUpdate", taskId="2", status="completed"), call("TaskUpdate", taskId="3", status="in_progress"),
            bash("npm run build", t("bundle 412 kB (was 1,180 kB)", "bundle 412 kB（之前 1,180 kB）"), why="Build"),
            t("The bundle has 412 kB, from 1,180. The editor is being split off; its spell checker still comes along.",
              "包是 412 kB，之前 1,180。正在拆出编辑器；拼写检查仍然一起加载。")),
    ], {
        "goal": [t("4.2 s on a cheap phone", "便宜手机上 4.2 秒")], "constraint": [t("The fonts are the designers' business", "字体是设计师的事")],
        "todo": [t("Split the bundle by route", "按路由拆分包"), t("Load the editor lazily", "懒加载编辑器"),
                 t("Replace moment.js by Temporal", "用 Temporal 代替 moment.js"), t("Write the budget check for CI", "为 CI 写预算检查"),
                 t("Measure the start-up time", "测量启动时间")],
        "number": ["1.9", "412 kB", "1,180"], "verify": ["npm run build"],
        "open": [t("its spell checker still comes along", "拼写检查仍然一起加载")],
    }, dict(title=t("Start-up time", "启动时间"), project="web")


KINDS = {"auto-compaction": compacted_by_itself, "constraints": ruled, "agreed": agreed, "tasks": listed}
