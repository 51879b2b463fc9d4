/// The page “What leaves your machine”, in Markdown.
extension Phrases {
  package static let helpPrivacy = Phrase("Show what leaves your machine, and how to check it.")
  package static let helpPrivacyMan = Phrase("Print it as a manual page.")
  package static let privacyTitle = Phrase("What leaves your machine")
  package static let privacyPage = Phrase(
    """
    ## In short

    A snapshot of every unfinished session goes to your own private git repository, so that your \
    other machines can carry it on. A digest of the session goes to the model that writes its \
    summary, through your own `claude`. Secrets are masked before either. An agent that `handoff \
    resume` starts gets the task's notes, and a new session one line about unfinished tasks. \
    Nothing goes anywhere else: there is no telemetry, no account and no server of ours.

    ## What the remote has

    - One file for each unfinished session, `tasks/MACHINE-SESSION.md`: what the task is, what \
    was done, what is open, the files it touched, your own orders, decisions and constraints in \
    your words, answers and reports of agents as far as there is room, the commands, with the end \
    of what they printed where it tells of a failure, or where you ran them with `!`, and the \
    prompt for the next machine.
    - In its head: {fields}.
    - Commits whose subjects are the tasks' titles with the machine's name, such as “Fix the \
    login timeout (desk)”, whose author is your git identity, or “handoff on MACHINE”, and whose \
    last line names the machine.
    - A finished task's file is removed; the history of the repository keeps it until you \
    replace that: `handoff compact` for all of it, `handoff forget ID --history` for one \
    session.
    - A file `forgotten/HASH` for a session that you have told it to forget. The hash is of the \
    session's id, and tells nothing else.
    - Commits of your own that conflict with the remote's stay here, on the branch \
    `handoff-waiting`.

    Whoever can read that repository can read all of this. handoff refuses a remote that anybody \
    can read, looks again every day over https and ssh where it can find out, and stops pushing \
    when that has changed, unless `init --allow-public` said that it may be public.

    ## What the model gets

    With `summarizer` set to `auto` or `claude`, at most every half hour a session unless you \
    change `snapshot_interval` or force it: a digest of the conversation of at most 60 kB with \
    what earlier sessions of the task handed down, with what you said, answers, commands, names \
    of files and the todo list, through `claude -p` with your own login. Contents of files are \
    in it as far as the conversation quotes them. An answer that is no summary is asked for once \
    more, with the digest and that answer. `handoff config set summarizer extract` makes \
    summaries without any model.

    ## What this machine keeps

    - `~/.local/state/handoff`: what is known of each session (its last summary, and its last \
    answer with secrets masked), the notes of hooks as Claude Code wrote them until they are \
    worked on (seconds, as a rule), a log of at most a megabyte, and derived files. A finished \
    session's record goes after a week.
    - `~/.local/share/handoff/repo`: the clone of the repository.
    - `~/.config/handoff/config.json`: your settings.

    Only you can read them: folders have the mode 0700, files 0600, whatever your umask.

    ## What is masked

    - Tokens of over a hundred kinds, private keys of any form, passwords in addresses, headers, \
    command lines, statements and settings, and values that their names call secret.
    - What your own credential files hold, wherever it occurs: `.env*` of the project, `.netrc`, \
    those of clouds, registries and hosts, and the environment of the session's process while it \
    lives, else handoff's own. They are read when a text for the model or the remote is masked, \
    and never stored.
    - What your own rules find: the setting `redact`. What looks like a secret and is none is \
    left alone by `redact_allow`.

    A mask reads `[redacted:KIND]`. No list of rules is complete: look at `handoff preview` \
    before you trust it with a new kind of secret.

    ## What is left out

    - Folders and remotes of the setting `exclude`, or all but those of `include`.
    - A project with an empty `.handoffignore`; with lines as in `.gitignore`, those files.
    - What you pause: `handoff pause`, for a project, a session or the machine.
    - Sessions of `claude -p` and of the SDK, unless `include_print_sessions` says otherwise.

    ## How to check

    - `handoff preview` prints what would go to the model and to the remote if a snapshot were \
    taken now, but for a summary that is still to be written and a few numbers, and which rules \
    masked something.
    - `handoff show ID` prints what the remote has of a task; `git log -p` in the clone shows \
    all of it.
    - `handoff status` and `handoff doctor` tell what waits, what fails, and whether the remote \
    is public.

    ## How to take it back

    - `handoff done ID` finishes a task; `handoff forget ID` forgets a session on all machines; \
    with `--history` no commit of the remote and no clone that follows has it any more.
    - Hosts may keep old commits, forks and cached pages for some time after that. Ask their \
    support to remove them, and revoke a token that was in one: that alone makes it worthless.

    ## What other programs get

    `claude`, ssh and credential helpers are started with the variables that they need, not with \
    all that your shell exports; the setting `pass_environment` adds names, and `HANDOFF_TOKEN` \
    goes to none of them.

    ## What handoff cannot stop

    Claude Code keeps the whole conversation under `~/.claude/projects`, and its vendor's own \
    lists of sessions, on the web and in apps, show what they show, whatever handoff leaves out \
    or forgets. The vendor's terms say how long prompts are kept there.
    """)
}
