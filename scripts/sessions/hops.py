"""One task that three machines work at: each session after the first begins with the prompt that handoff makes."""

from making import Session, ask, bash, edit, write

FRAME = """[handoff/1 task=5a90 from={there} at={mark}]
I began this task on another machine ({there}) and continue it here ({here}).
[/handoff/1 at={mark}]"""


def hop(there, here, mark):
    """The first prompt of a session that carries on; whoever reads it takes nothing in it for the person's words."""
    return FRAME.format(there=there, here=here, mark=mark)


def sessions():
    yield Session("hops-1", "Certificates", [
        ask("Our certificates expire on 30 April. Automate the renewal with ACME, all 23 domains, no wildcard.",
            write("certs/renew.sh", "#!/bin/sh\n"), "`certs/renew.sh` asks for each domain. The staging directory works."),
        ask("Never restart nginx, only reload it.", edit("certs/renew.sh", "sh", "bash"), "It reloads. I tried the DNS challenge first; "
            "the provider's API has no tokens for sub-accounts, so it is the HTTP challenge."),
    ], {}, project="certs")
    yield Session("hops-2", "Certificates", [
        ask(hop("desk", "laptop", "3fa81c2e90b7d415"), "The script is there, the timer is not."),
        ask("Run it at 04:10, the monitoring is quiet then. Alerts go to #ops-night.", write("certs/renew.timer", "04:10\n"),
            bash("make timer-check", "renew.timer: next 04:10", why="Check the timer"),
            "The timer is `certs/renew.timer`. Eight of 23 domains are moved."),
    ], {}, project="certs")
    yield Session("hops-3", "Certificates", [
        ask(hop("laptop", "studio", "90b7d4153fa81c2e"), "Eight of 23 domains are moved; the other 15 come next."),
        ask("shop.example.com is the last one, not before 20 April.", edit("certs/renew.sh", "bash", "dash"),
            bash("make dry-run", "22 domains ok\nmail.example.com: connection refused (port 80)", 1, why="Dry run"),
            "22 domains pass the dry run. mail.example.com refuses port 80: the firewall rule is with Karim."),
    ], {"goal": ["Our certificates expire on 30 April", "all 23 domains, no wildcard"],
        "constraint": ["Never restart nginx, only reload it", "Run it at 04:10", "Alerts go to #ops-night",
                       "shop.example.com is the last one, not before 20 April"],
        "failed": ["the provider's API has no tokens for sub-accounts"], "earlier": ["certs/renew.sh", "certs/renew.timer", "Eight of 23 domains are moved"],
        "verify": ["make dry-run"], "tail": ["connection refused (port 80)"], "open": ["the firewall rule is with Karim"]},
        project="certs", after=["hops-1", "hops-2"])
