#ifndef HANDOFF_CBUILDSTAMP_H
#define HANDOFF_CBUILDSTAMP_H

/// The commit that this program was built from, such as `484049d2f1c3`, with a `+` behind it where files
/// were changed; empty where nobody has noted it.
///
/// It stands in a section of its own, `handoff_stamp`, into which scripts/programs.sh writes it when the
/// program is linked: a flag of the compiler would have everything built anew for each commit.
const char *handoff_commit(void);

#endif
