#!/usr/bin/env python3
"""listed.py PROGRAM [WORD...]: notes, clocks, content and load that harm programs of this kind; see README.md."""

import contextlib
import os
import resource
import signal
import subprocess
import time

import cockpit
from cockpit import PROJECT, Cockpit
from faults import CASES, PROGRAM, Skip, Vault, case, expect, folder, need, need_root, put, traced

CASES.clear()
DAY = ("--today", "2026-01-02")


def timed(command, environment, seconds=60, **more):
    """Runs a program and gives what came of it, with how long it took and the most memory, in MB."""
    start = time.time()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)
    try:
        output, errors = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        raise AssertionError(f"not done after {seconds} s: {command[1:3]}")
    return process.returncode, output, errors, time.time() - start


def muster(place, *words, seconds=60, **more):
    environment = dict(os.environ, HOME=place, XDG_STATE_HOME=place + "/state", **more)
    return timed([PROGRAM, *words, "--vault", place + "/vault"], environment, seconds)


def vault(place, notes):
    for name, text in notes.items():
        path = os.path.join(os.fsencode(place), b"vault", os.fsencode(name))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        put(path, text)


@contextlib.contextmanager
def opened(notes, **more):
    """The cockpit on a vault of notes; it has to answer a key within a second."""
    with folder() as place:
        vault(place, notes)
        running = Cockpit(place, {}, **more)
        try:
            yield running
        finally:
            running.end()


# ---- Saves -----------------------------------------------------------------------------------------------------


@case("20-21 orphan of ours, orphan with foreign bytes")
def orphans():
    need("strace")
    for foreign in (False, True):
        with folder() as place:
            one = Vault(place, "grow")
            one.run(before=traced(place, "renameat2", "signal=SIGKILL"))
            left = [name for name in one.names() if name != "Plan.md"]
            expect(len(left) == 1 and one.text() == one.old, f"not as wanted: {one.names()}")
            if foreign:
                put(f"{one.vault}/{left[0]}", b"somebody's text")
            said = one.restart().stderr
            expect(one.text() == one.old, "the note changed")
            expect((left[0] in one.names()) == foreign, f"{foreign}: {one.names()}")
            expect((left[0].encode() in said) == foreign, f"{foreign}: {said!r}")
    return "removed; kept and told"


@case("32 note behind a link, in the vault and out of it")
def links():
    with folder() as place:
        one = Vault(place)
        os.makedirs(one.vault + "/real")
        os.rename(one.note, one.vault + "/real/Plan.md")
        os.symlink("real/Plan.md", one.note)
        expect(one.run().returncode == 0, "not saved")
        expect(os.path.islink(one.note) and one.text() == one.new, "the link is gone")
        os.unlink(one.note)
        os.unlink(one.vault + "/real/Plan.md")
        put(place + "/outside.md", one.old)
        os.symlink("../outside.md", one.note)
        result = one.run()
        expect(result.returncode != 0 and one.text() == one.old, f"written outside: {result}")
    return "the link stays; nothing is written outside"


@case("38 a path longer than 4,096 bytes")
def deep():
    with folder() as place:
        one = Vault(place)
        here = os.open(one.vault, os.O_RDONLY)
        part = "d" * 250
        for _ in range(20):
            os.mkdir(part, dir_fd=here)
            inner = os.open(part, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
        with open(os.open("Deep.md", os.O_RDWR | os.O_CREAT, dir_fd=here), "wb") as file:
            file.write(one.old)
        path = "/".join([part] * 20) + "/Deep.md"
        listed = one.run(one.command("steps"))
        expect(listed.returncode == 0, f"{listed.stderr[-200:]!r}")
        result = one.run(one.command("toggle", path + ":2", *DAY))
        with open(os.open("Deep.md", os.O_RDONLY, dir_fd=here), "rb") as file:
            text = file.read()
        said = result.stderr[-80:].decode(errors="replace").strip()
        expect(text == (one.new if result.returncode == 0 else one.old), f"{result.returncode}: {text!r}")
        expect(result.returncode == 0 or said, "refused without a word")
        subprocess.run(["rm", "-rf", one.vault + "/" + part], check=False)
        return "saved" if result.returncode == 0 else "refused: " + said


BODIES = {
    "CRLF": b"# T\r\n- [ ] a\r\n- [ ] b\r\n",
    "mixed ends": b"# T\n- [ ] a\r\n- [ ] b\n\r\n",
    "no last end": b"# T\n- [ ] a",
    "byte order mark": b"\xef\xbb\xbf# T\n- [ ] a\n",
    "NUL": b"# T\x00\n- [ ] a\x00b\n\x00",
    "bad UTF-8": b"# \xff\n- [ ] a \xc3\n",
    "lone CR": b"# T\r x\n- [ ] a\r b\n",
    "U+2028": "# T\u2028x\n- [ ] a\u2028b\n".encode(),
    "trailing spaces": b"# T  \n- [ ] a   \n  \n",
    "tabs": b"#\tT\n-\t[ ]\ta\t\n",
    "NFD": "# e\u0301\n- [ ] e\u0301\n".encode(),
    "sparse": b"# T\n- [ ] a\n" + b"\0" * 70000,
}


@case("39 line ends, marks, stray bytes, spaces")
def bodies():
    for name, text in BODIES.items():
        with folder() as place:
            vault(place, {"Plan.md": text})
            status, _, errors, _ = muster(place, "toggle", "Plan.md:2", *DAY)
            with open(place + "/vault/Plan.md", "rb") as file:
                after = file.read()
            expect(
                status == 0
                and after
                == text.replace(b"[ ] a", b"[x] a")
                .replace("[ ] e\u0301".encode(), "[x] e\u0301".encode())
                .replace(b"[ ]\ta", b"[x]\ta"),
                f"{name}: {errors!r} {after!r}",
            )
            muster(place, "undo")
            with open(place + "/vault/Plan.md", "rb") as file:
                expect(file.read() == text, f"{name}: not the old bytes after undo")
    return f"{len(BODIES)} bodies: one byte changes, undo restores them"


@case("40 frontmatter keeps comments, quotes, order, flow style")
def frontmatter():
    text = (
        b'---\n# a comment\n"type": \'project\'   # why\ntags: [ needs-review,  "b c" ]\nstatus:   "open" # now\n'
        b"zeta:\t1\nalpha: {x: 1,  y: [2,3]}\nmulti: |\n  one\n   two\nlast_updated: 2020-01-01\n---\n# T\n"
    )
    with folder() as place:
        vault(place, {"Plan.md": text})
        status, _, errors, _ = muster(place, "set", "Plan.md", "status", "done", *DAY)
        with open(place + "/vault/Plan.md", "rb") as file:
            after = file.read()
        expect(status == 0, f"{errors!r}")
        old, new = text.split(b"\n"), after.split(b"\n")
        changed = [(one, other) for one, other in zip(old, new) if one != other]
        expect(
            len(old) == len(new) and all(one.split(b":")[0] in (b"status", b"last_updated") for one, _ in changed),
            f"{changed}",
        )
        expect(b"# now" in after, "the comment behind the value is gone")
    return f"{len(changed)} lines touched"


@case("47-49 lines above, twins, the line itself changed outside")
def anchors():
    text = PROJECT % b"Plan"

    def after(data):
        seen = {}
        with opened({"Plan.md": text}) as running:
            running.press("g", "s")
            time.sleep(0.3)
            pid = running.pid()
            os.kill(pid, signal.SIGSTOP)
            put(running.vault + "/Plan.md", data)
            running.press("Space")
            time.sleep(0.1)
            os.kill(pid, signal.SIGCONT)
            time.sleep(1.5)
            seen["text"], seen["screen"] = running.text(), running.screen()
            running.press("Escape")
            time.sleep(0.3)
            expect(running.answers(), "no answer afterwards")
        return seen

    above = text.replace(b"# Plan", b"one\ntwo\nthree\n# Plan")
    seen = after(above)
    expect(seen["text"] == above.replace(b"[ ] first", b"[x] first"), f"47: {seen['text']!r}")
    twins = text.replace(b"- [ ] first\n", b"x\n- [ ] first\ny\n- [ ] first\nz\n")
    seen = after(twins)
    expect(seen["text"] == twins, f"48: {seen['text']!r}")
    expect("Not saved" in seen["screen"] or "changed" in seen["screen"], f"48: {seen['screen']}")
    edited = text.replace(b"first", b"another")
    seen = after(edited)
    expect(seen["text"] == edited, f"49: {seen['text']!r}")
    expect("first" in seen["screen"] and "another" in seen["screen"], f"49: {seen['screen']}")
    return "toggled where it went; refused; refused with both shown"


@case("51 a folder, pipe, device or link in the note's place")
def replaced():
    need_root()
    for kind in ("folder", "pipe", "device", "socket", "link outside", "dangling link", "link to itself"):
        with opened({"Plan.md": PROJECT % b"Plan"}) as running:
            running.press("g", "s")
            time.sleep(0.3)
            pid, note = running.pid(), running.vault + "/Plan.md"
            put(running.place + "/outside.md", PROJECT % b"Plan")
            os.kill(pid, signal.SIGSTOP)
            os.unlink(note)
            if kind == "folder":
                os.mkdir(note)
            elif kind == "pipe":
                os.mkfifo(note)
            elif kind == "device":
                os.mknod(note, 0o666 | 0o020000, os.makedev(1, 3))
            elif kind == "socket":
                import socket

                socket.socket(socket.AF_UNIX).bind(note)
            else:
                target = {"link outside": "../outside.md", "dangling link": "no.md", "link to itself": "Plan.md"}[kind]
                os.symlink(target, note)
            running.press("Space")
            time.sleep(0.1)
            os.kill(pid, signal.SIGCONT)
            time.sleep(1.2)
            running.press("Escape")
            time.sleep(0.3)
            expect(running.answers(), f"{kind}: no answer")
            expect(os.path.lexists(note) and not os.path.isfile(note) or os.path.islink(note), f"{kind}: replaced")
            with open(running.place + "/outside.md", "rb") as file:
                expect(file.read() == PROJECT % b"Plan", f"{kind}: written outside the vault")
            expect(not os.path.exists(running.vault + "/no.md"), f"{kind}: made what the link names")
    return "refused, no hang"


@case("52 undo after a change from outside")
def undone():
    with folder() as place:
        one = Vault(place)
        expect(one.run().returncode == 0, "not saved")
        put(one.note, b"above\n" + one.new + b"\nbelow\n")
        expect(one.run(one.command("undo")).returncode == 0, "not undone where it went")
        expect(one.text() == b"above\n" + one.old + b"\nbelow\n", f"{one.text()!r}")
        expect(one.run(one.command("toggle", "Plan.md:3", *DAY)).returncode == 0, "not saved")
        other = one.text().replace(b"[x] write", b"[x] write more")
        put(one.note, other)
        result = one.run(one.command("undo"))
        expect(result.returncode == 3 and one.text() == other, f"{result}")
    return "exact, or refused with status 3"


@case("55 conflict copies are not counted twice")
def copies():
    names = [
        "Plan.sync-conflict-20261124-101500-ABCDEFG.md",
        "Plan (Conflicted copy phone 202611241015).md",
        "Plan (Ada's conflicted copy 2026-11-24).md",
    ]
    with folder() as place:
        vault(place, {"Plan.md": PROJECT % b"Plan", **{name: PROJECT % b"Plan" for name in names}})
        _, output, _, _ = muster(place, "steps")
        expect(output == b"Plan.md:7: [ ] first\n", f"{output!r}")
        running = Cockpit(place, {})
        expect("Projects 1" in running.screen(), running.screen()[:100])
        running.end()
    return "one project, one step"


@case("58 the clock jumps back; leap day; lost and doubled hour")
def clocks():
    need("faketime")
    text = b"---\ntype: project\ntags: [needs-review]\nlast_updated: 2020-01-01\n---\n# Plan\n\n## Next Steps\n- [ ] a\n- [ ] b\n- [ ] c\n"
    with folder() as place:
        vault(place, {"Plan.md": text})

        def at(when, *words, zone="UTC"):
            environment = dict(os.environ, HOME=place, XDG_STATE_HOME=place + "/state", TZ=zone, NO_FAKE_STAT="1")
            done = timed(["faketime", "-f", when, PROGRAM, *words, "--vault", place + "/vault"], environment)
            expect(done[0] == 0, f"{when} {words}: {done[2]!r}")
            return done[1].decode()

        def note():
            with open(place + "/vault/Plan.md", "rb") as file:
                return file.read()

        at("@2026-06-01 12:00:00", "toggle", "Plan.md:9")
        at("@2020-01-01 00:00:00", "toggle", "Plan.md:10")
        at("@1980-01-01 00:00:01", "toggle", "Plan.md:11")
        rows = at("@2026-06-02 12:00:00", "undo", "--list").splitlines()
        expect([row.split()[0] for row in rows] == ["3", "2", "1"], f"the journal's order: {rows}")
        for left in (b"c", b"b", b"a"):
            at("@1999-12-31 23:59:59", "undo")
            expect(b"[ ] " + left in note(), f"{left!r} is not undone: {note()!r}")
        expect(note() == text, "not the old bytes")
        for when, zone, day in (
            ("@2024-02-29 23:59:58", "UTC", b"2024-02-29"),
            ("@2026-03-29 02:30:00", "Europe/Berlin", b"2026-03-29"),
            ("@2026-10-25 02:30:00", "Europe/Berlin", b"2026-10-25"),
            ("@2038-01-19 03:14:08", "UTC", b"2038-01-19"),
        ):
            vault(place, {"Plan.md": text})
            at(when, "accept", "Plan", zone=zone)
            expect(b"last_updated: " + day in note(), f"{when}: {note()!r}")
        # The clock runs back while the cockpit is open, and a day ends.
        put(place + "/clock", b"@2026-01-31 23:59:50\n")
        vault(place, {"Plan.md": text})
        running = Cockpit(
            place,
            {},
            before=[
                "env",
                "NO_FAKE_STAT=1",
                f"FAKETIME_TIMESTAMP_FILE={place}/clock",
                "FAKETIME_NO_CACHE=1",
                "DONT_FAKE_MONOTONIC=1",
                "faketime",
                "-f",
                "+0",
                "sh",
                "-c",
                'unset FAKETIME; exec "$@"',
                "sh",
            ],
        )
        put(place + "/clock", b"@2019-01-01 00:00:00\n")
        running.press("g", "s", "Space")
        expect(running.shows("[x] a", 3) and running.answers(), "no answer after the jump: " + running.screen())
        running.press("u")
        expect(running.shows("Undid", 3), "not undone")
        running.end()
        expect(note() == text, f"{note()!r}")
    return "the journal's order, dates and undo are right"


# ---- Load ------------------------------------------------------------------------------------------------------


@case("76 100,000 notes")
def many():
    with folder(os.environ.get("MUSTER_FAULT_FOLDER")) as place:
        for folder_number in range(100):
            os.makedirs(f"{place}/vault/f{folder_number}")
            for number in range(1000):
                put(
                    f"{place}/vault/f{folder_number}/N{number}.md",
                    b"# N\n- [ ] step %d [[N%d]]\n" % (number, number - 1),
                )
        put(place + "/vault/Plan.md", PROJECT % b"Plan")
        start = time.time()
        running = Cockpit(place, {}, wait=None)
        expect(running.shows("Projects", 5), "no frame")
        first = time.time() - start
        expect(running.answers(), "no answer while it reads")
        expect(running.shows("watching", 120), running.screen()[:100])
        whole = time.time() - start
        with open(f"/proc/{running.pid()}/status") as file:
            peak = int(next(line for line in file if line.startswith("VmHWM")).split()[1]) >> 10
        expect(running.answers(), "no answer afterwards")
        running.end()
        expect(peak < 1000, f"{peak} MB")
        return f"first frame after {first:.2f} s, all after {whole:.1f} s, at most {peak} MB"


@case("79 memory limit of 200 MB, notes of 1 and 10 GiB")
def memory():
    need_root()
    group = f"/sys/fs/cgroup/memory/muster-fault-{os.getpid()}"
    try:
        os.mkdir(group)
        put(group + "/memory.limit_in_bytes", b"200M")
    except OSError as error:
        raise Skip(f"no memory group here: {error}")
    before = ["sh", "-c", f'echo $$ >{group}/cgroup.procs && exec "$@"', "sh"]
    try:
        with folder() as place:
            vault(
                place, {"Plan.md": PROJECT % b"Plan", "Line.md": b"x" * (50 << 20), "Near.md": b"- [ ] a\n" * 200_000}
            )
            for name, size in (("Sparse.md", 10 << 30), ("Large.md", 1 << 30)):
                with open(f"{place}/vault/{name}", "wb") as file:
                    file.truncate(size)
            running = Cockpit(place, {}, before=before)
            expect(running.answers(), "no answer")
            running.press("g", "s", "Space")
            expect(running.shows("[x] first", 3), "not toggled: " + running.screen())
            with open(f"/proc/{running.pid()}/status") as file:
                peak = int(next(line for line in file if line.startswith("VmHWM")).split()[1]) >> 10
            running.end()
            environment = dict(os.environ, HOME=place, XDG_STATE_HOME=place + "/state")
            for words in (["steps"], ["check"], ["search", "first"], ["query", "LIST"], ["metadata", "--links"]):
                done = timed([*before, PROGRAM, *words, "--vault", place + "/vault"], environment)
                expect(done[0] in (0, 1), f"{words}: status {done[0]}, {done[2][-100:]!r}")
            with open(group + "/memory.failcnt") as file:
                return f"nothing was killed; at most {peak} MB; the limit was met {file.read().strip()} times"
    finally:
        time.sleep(0.5)
        with contextlib.suppress(OSError):
            os.rmdir(group)


# ---- Content ---------------------------------------------------------------------------------------------------


@case("98 addresses of every kind")
def addresses():
    links = [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ssh://-oProxyCommand=x",
        "-x",
        "data:text/html,x",
        "vbscript:x",
        "JAVASCRIPT:x",
        "https://example.com/$(touch%20X)",
        "http://example.com/a;b'c",
        "mailto:ada@example.com",
        "ftp://example.com",
        "obsidian://open?vault=x",
        "https:\x01x",
    ]
    with folder() as place:
        os.makedirs(place + "/bin")
        put(place + "/bin/xdg-open", b'#!/bin/sh\nprintf "%s\\n" "$@" >>"' + place.encode() + b'/seen"\n')
        os.chmod(place + "/bin/xdg-open", 0o755)
        body = PROJECT % b"Plan" + b"".join(b"- [ ] [l%d](%s)\n" % (n, link.encode()) for n, link in enumerate(links))
        vault(place, {"Plan.md": body})
        running = Cockpit(place, {}, before=["env", f"PATH={place}/bin:{os.environ['PATH']}"])
        running.press("g", "s")
        for _ in range(len(links) + 1):
            running.press("Enter")
            time.sleep(0.15)
            if "Next steps" not in running.screen():
                running.press("Escape")
            running.press("j")
        time.sleep(0.5)
        expect(running.answers(), "no answer")
        running.end()
        seen = open(place + "/seen").read().splitlines() if os.path.exists(place + "/seen") else []
        expect(seen and all(one.split(":")[0] in ("http", "https", "mailto") for one in seen), f"opened: {seen}")
        expect(not os.path.exists("X") and not os.path.exists(place + "/vault/X"), "a shell ran")
    return f"opened: {len(seen)} of {len(links)}, web and mail only"


@case("99 links that lead out of the vault")
def escapes():
    need("strace")
    with folder() as place:
        put(place + "/secret.md", b"# SECRETWORD\n- [ ] SECRETWORD\n")
        forms = [
            "[[../secret]]",
            "![[../secret]]",
            "[a](../secret.md)",
            "[a](%2e%2e/secret.md)",
            f"[[{place}/secret]]",
            f"![[{place}/secret.md]]",
            f"[a](<{place}/secret.md>)",
            "[[../../../../../../etc/passwd]]",
            "[[..\\secret]]",
            "![](../secret.md)",
            "[[./../vault/../secret]]",
            "[[%2e%2e%2fsecret]]",
        ]
        body = PROJECT % b"Plan" + b"".join(b"- [ ] s%d %s\n" % (n, one.encode()) for n, one in enumerate(forms))
        body += b"\n" + b"\n\n".join(one.encode() for one in forms) + b'\n```dataview\nTABLE FROM "../secret"\n```\n'
        vault(place, {"Plan.md": body})
        trace = ["strace", "-qq", "-f", "-o", place + "/trace", "-e", "trace=openat,openat2,open"]
        running = Cockpit(place, {}, before=trace)
        running.press("g", "s")
        for _ in range(len(forms) + 1):
            running.press("Enter")
            time.sleep(0.2)
            expect("SECRETWORD" not in running.screen(), "a note from outside is shown")
            if "Next steps" not in running.screen():
                running.press("Escape")
            running.press("j")
        running.press("f")
        running.end()
        with open(place + "/trace", errors="replace") as file:
            found = [line for line in file if "secret" in line or "passwd" in line]
        # The C library itself looks the user up.
        found = [line for line in found if '"/etc/passwd"' not in line]
        expect(not found, f"opened: {found[:3]}")
        for words in (
            ["show", "Plan"],
            ["show", "../secret"],
            ["metadata", "../secret.md"],
            ["check"],
            ["metadata", "--links"],
            ["show", place + "/secret.md"],
            ["query", 'TABLE FROM "../secret"'],
            ["toggle", "../secret.md:2"],
            ["add", "../secret.md", "--step", "x"],
            ["open", "--script", "/dev/null", "../secret"],
        ):
            if words[0] == "open":
                continue
            done = muster(place, *words)
            expect(b"SECRETWORD" not in done[1] + done[2], f"{words}: {done[1]!r}")
        with open(place + "/secret.md", "rb") as file:
            expect(file.read() == b"# SECRETWORD\n- [ ] SECRETWORD\n", "written outside the vault")
    return f"{len(forms)} forms, none opened"


@case("101 alias bomb in the frontmatter")
def bomb():
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"] + [
        f"a{n}: &a{n} [" + ",".join([f"*a{n - 1}"] * 9) + "]" for n in range(1, 9)
    ]
    with folder() as place:
        vault(place, {"Plan.md": b"---\n" + "\n".join(lines).encode() + b"\n---\n# T\n- [ ] after\n"})
        plain = min(muster(place, "metadata", "Plan")[3] for _ in range(5))
        vault(place, {"Plan.md": b"---\na: 1\n---\n# T\n- [ ] after\n"})
        usual = min(muster(place, "metadata", "Plan")[3] for _ in range(5))
    with opened(
        {"Plan.md": b"---\ntype: project\n" + "\n".join(lines).encode() + b"\n---\n# T\n- [ ] after\n"}
    ) as running:
        expect(running.answers(), "no answer")
        running.press("5", "f")
    expect(plain - usual < 0.05, f"{(plain - usual) * 1000:.0f} ms")
    return f"{max(0, plain - usual) * 1000:.0f} ms more than a plain note"


@case("102 nesting 100,000 deep")
def nesting():
    deep = 100_000
    shapes = {
        "quotes": b">" * deep,
        "lists": b"- " * deep,
        "brackets": b"[" * deep,
        "links": b"[[" * deep,
        "stars": b"*" * deep,
        "ticks": b"`" * deep,
        "YAML": b"---\na: " + b"[" * deep + b"\n---\n",
        "YAML maps": b"---\n" + b"? " * deep + b"\n---\n",
        "indents": b"".join(b" " * n + b"- x\n" for n in range(0, 3000)),
        "tags": b"<b>" * deep,
        "comments": b"%%" * deep,
        "headings": b"# h\n" * deep,
        "callouts": b"> [!a]\n>" * deep,
        "dollars": b"$" * deep,
    }
    with folder() as place:
        slowest = ("", 0.0)
        for name, text in shapes.items():
            vault(
                place,
                {"Plan.md": PROJECT % b"Plan" + text + b"\n- [ ] after\n" if not text.startswith(b"---") else text},
            )
            for words in (["show", "Plan"], ["check"], ["metadata", "Plan"], ["query", "TASK"]):
                status, _, errors, took = muster(place, *words)
                expect(status in (0, 1), f"{name}, {words}: status {status}, {errors[-100:]!r}")
                slowest = max(slowest, (f"{name}, {words[0]}", took), key=lambda one: one[1])
            running = Cockpit(place, {}, wait="watching")
            expect(running.answers(), f"{name}: no answer")
            running.press("l", "Enter")
            running.press("Escape")
            time.sleep(0.3)
            expect(running.answers(), f"{name}: no answer after it was opened")
            running.end()
        for query in (
            "LIST WHERE " + "(" * 20_000 + "1" + ")" * 20_000,
            "LIST WHERE " + "[" * 50_000,
            "LIST WHERE " + "!" * 50_000 + "a",
        ):
            status, _, errors, took = muster(place, "query", query)
            expect(status in (0, 1), f"query: status {status}, {errors[-100:]!r}")
    return f"{len(shapes)} shapes; the slowest {slowest[0]} in {slowest[1]:.1f} s"


QUERIES = {
    "regex": 'LIST WHERE regexmatch("(a+)+$", "' + "a" * 40 + 'b")',
    "product": "LIST" + " FLATTEN list(1,2,3,4,5,6,7,8,9,10) AS x" * 9,
    "groups": "TABLE rows" + " FLATTEN list(1,2,3,4,5,6,7,8,9,10) AS x" * 6 + " GROUP BY x + random",
    "maps": "LIST map([1,2,3,4,5,6,7,8,9,10], (x) => " * 9 + "x" + ")" * 9,
    "text": 'LIST padleft("a", 99999999999)',
    "self": "LIST ((f) => f(f))((f) => f(f))",
}


@case("103-104 patterns, products and groups without end")
def explosions():
    with folder() as place:
        vault(place, {"Plan.md": PROJECT % b"Plan", "A.md": b"- [ ] a\n"})
        said = []
        for name, query in QUERIES.items():
            status, output, errors, took = muster(place, "query", query, seconds=30)
            expect(status in (0, 1), f"{name}: status {status}, {errors[-200:]!r}")
            expect(took < 5, f"{name}: {took:.1f} s")
            said.append(f"{name} {took:.1f} s")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
        body = PROJECT % b"Plan" + b"".join(b"```dataview\n%s\n```\n" % query.encode() for query in QUERIES.values())
        vault(place, {"Plan.md": body})
        running = Cockpit(place, {})
        expect(running.answers(), "no answer while queries run")
        running.press("l", "l", "Enter")
        expect(running.answers(), "no answer while queries run in the reader")
        running.press("Escape")
        time.sleep(0.5)
        expect(running.answers(), "no answer afterwards")
        running.end()
    return ", ".join(said) + f"; at most {peak} MB"


@case("106 dataviewjs and $= are text")
def scripts():
    body = PROJECT % b"Plan" + b"```dataviewjs\nrequire('fs').writeFileSync('X','1')\n```\n`$= 6*7`\n```js\nx\n```\n"
    with opened({"Plan.md": body}) as running:
        running.press("Tab")
        running.press("f")
        running.press("Escape")
        time.sleep(0.3)
        running.press("g", "s")
        expect(running.answers(), "no answer")
        expect(not os.path.exists(running.vault + "/X") and "42" not in running.screen(), running.screen())
    return "shown as text"


@case("107 notes that embed each other, are their own alias, link in circles")
def cycles():
    notes = {
        "Plan.md": PROJECT % b"Plan" + b"![[B]]\n![[Plan]]\n[[B]]\n",
        "B.md": b"---\naliases: [B, Plan, C]\n---\n![[C]]\n[[Plan]]\n",
        "C.md": b"---\naliases: [C]\n---\n![[B]]\n![[C#^x]] ^x\n[[C]]\n",
    }
    with opened(notes) as running:
        running.press("5")
        running.press("1")
        for _ in range(6):
            running.press("Tab")
            running.press("Enter")
        expect(running.answers(), "no answer")
        place = running.place
        for words in (
            ["show", "Plan"],
            ["check"],
            ["metadata", "--links"],
            ["query", "LIST file.inlinks"],
            ["query", "TABLE file.outlinks.file.outlinks.file.outlinks"],
        ):
            done = muster(place, *words, seconds=10)
            expect(done[0] in (0, 1), f"{words}: {done}")
    return "cut"


@case("108 binary files that are called notes")
def binary():
    with folder() as place:
        text = os.urandom(1 << 20)
        vault(place, {"Plan.md": PROJECT % b"Plan", "Noise.md": text, "Mixed.md": b"- [ ] a\n" + text})
        for words in (
            ["steps"],
            ["check"],
            ["show", "Noise"],
            ["metadata", "--all"],
            ["query", "LIST"],
            ["search", "a"],
        ):
            status, _, errors, _ = muster(place, *words)
            expect(status in (0, 1), f"{words}: status {status} {errors[-100:]!r}")
        status, _, errors, _ = muster(place, "toggle", "Mixed.md:1", *DAY)
        with open(place + "/vault/Mixed.md", "rb") as file:
            after = file.read()
        expect(after == (b"- [x] a\n" if status == 0 else b"- [ ] a\n") + text, f"status {status}, other bytes")
        running = Cockpit(place, {})
        expect(running.answers(), "no answer")
        running.end()
        return "byte-exact" if status == 0 else f"refused: {errors!r}"


@case("109 twins by Unicode form and by case")
def twins():
    with folder() as place:
        names = {
            "\u00c9t\u00e9.md": b"- [ ] composed\n",
            "E\u0301te\u0301.md": b"- [ ] decomposed\n",
            "PLAN.md": b"- [ ] upper\n",
            "plan.md": b"- [ ] lower\n",
        }
        vault(place, names)
        _, output, _, _ = muster(place, "steps")
        expect(output.count(b"\n") == 4, f"{output!r}")
        for name, text in names.items():
            status, _, errors, _ = muster(place, "toggle", name + ":1", *DAY)
            expect(status == 0, f"{name}: {errors!r}")
            for other, before in names.items():
                with open(f"{place}/vault/{other}", "rb") as file:
                    now = file.read()
                expect(
                    (
                        now == before.replace(b"[ ]", b"[x]")
                        if other == name
                        else now in (before, before.replace(b"[ ]", b"[x]"))
                    ),
                    f"{name}: {other} is {now!r}",
                )
    return "four notes, the right one changed"


@case("112 1,000,000 tasks, 10,000 columns, 5,000 tags")
def masses():
    with folder() as place:
        vault(
            place,
            {
                f"f{n}/N{n}.md": b"# N\n" + b"".join(b"- [ ] task %d of %d\n" % (m, n) for m in range(5000))
                for n in range(200)
            },
        )
        vault(
            place,
            {
                "Plan.md": PROJECT % b"Plan",
                "Wide.md": b"|" + b"a|" * 10_000 + b"\n|" + b"-|" * 10_000 + b"\n|" + b"b|" * 10_000 + b"\n",
                "Tags.md": b"".join(b"#t%d\n" % n for n in range(5000)),
            },
        )
        running = Cockpit(place, {}, wait=None)
        expect(running.shows("Projects", 5) and running.answers(), "no answer while it reads")
        expect(running.shows("watching", 60), "not read after a minute")
        for key in ("3", "2", "4", "1"):
            running.press(key)
            expect(running.answers(), f"screen {key}: no answer")
        running.end()
        status, output, _, took = muster(place, "steps", seconds=60)
        expect(status == 0 and output.count(b"\n") == 1_000_001, f"{output.count(10)}")
    return f"keys are answered; steps lists them in {took:.1f} s"


@case("116 the note is cut short while it is shown")
def cut():
    text = PROJECT % b"Plan" + b"line\n" * 100_000
    with opened({"Plan.md": text}) as running:
        for size in (400_000, 4096, 1, 0):
            os.truncate(running.vault + "/Plan.md", size)
            running.press("j", "G", "g", "g")
        expect(running.answers(), "no answer")
        with open(f"/proc/{running.pid()}/maps") as file:
            expect(running.vault not in file.read(), "a note is mapped")
    return "no note is mapped"


if __name__ == "__main__":
    cockpit.main()
