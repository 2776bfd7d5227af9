#!/usr/bin/env python3
"""unlisted.py PROGRAM [WORD...]: faults that are on no list: names, limits, state folders, surroundings; see README.md."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import threading
import time

import cockpit
from cockpit import PROJECT, Cockpit
from faults import CASES, PROGRAM, Skip, Vault, case, expect, folder, mounted, need, need_root, put, traced
from listed import muster, opened, vault

CASES.clear()
DAY = ("--today", "2026-01-02")
USER = ["setpriv", "--reuid", "1000", "--regid", "1000", "--clear-groups"]


def saved(one, result):
    fault = one.wrong(result)
    expect(not fault and result.returncode == 0, fault or result.stderr.decode(errors="replace"))


def refused(one, result, *words):
    said = (result.stdout + result.stderr).decode(errors="replace")
    expect(result.returncode != 0, "it was saved")
    expect(one.text() == one.old, f"the note was touched: {one.text()!r}")
    expect(said.strip() and "\x1b" not in said, f"no words: {said!r}")
    expect(not words or any(word in said for word in words), "unclear words: " + said)
    return said.strip()[-70:]


# ---- Names -----------------------------------------------------------------------------------------------------

NAMES = [
    b"new\nline.md",
    b"esc\x1b[31m.md",
    b"bidi\xe2\x80\xaetxt.md",
    b"bad\xff\xfe.md",
    b"trail .md",
    b" lead.md",
    b"tab\t.md",
    b"cr\r.md",
    b"-rf.md",
    b"--help.md",
    b"~.md",
    b"$HOME.md",
    b"`id`.md",
    b"a:7.md",
    b"*.md",
    b"%s%n.md",
    b"\x01\x02.md",
    b"x" * 252 + b".md",
    "e\u0301".encode() + b".md",
    "\u202e\u2066".encode() + b".md",
    b"a\\b.md",
    b"#x^y|z.md",
    b"con.md",
    "\U0001f469\u200d\U0001f527".encode() + b".md",
    b"x.md.md",
    b"'\"; touch X; .md",
]


@case("names of every kind, through a save and its undo")
def names():
    for shape in ("same", "grow"):
        for name in NAMES:
            with folder() as place:
                one = Vault(place, shape)
                os.rename(one.note, os.fsencode(one.vault) + b"/" + name)
                one.note = os.fsencode(one.vault) + b"/" + name
                # Bytes that are no text can't be given as an argument to every shell; to us they can.
                result = one.run(one.command("toggle", b"./" + name + b":2", *DAY))
                if result.returncode == 0:
                    expect(one.text() == one.new, f"{name}: {one.text()!r}")
                    expect(
                        one.run(one.command("undo")).returncode == 0 and one.text() == one.old, f"{name}: not undone"
                    )
                else:
                    expect(b"\xff" in name, f"{name}: {result.stderr!r}")
                    # Such a note is changed in the cockpit.
                listed = one.run(one.command("steps")).stdout
                expect(
                    listed.count(b"\n") == 2 and b"\x1b" not in listed and b"\r" not in listed, f"{name}: {listed!r}"
                )
                expect(len(os.listdir(one.vault)) == (1 if shape == "same" else 2), f"{name}: {os.listdir(one.vault)}")
    return f"{len(NAMES)} names"


@case("a name that is no UTF-8, in the cockpit")
def bytesNamed():
    with folder() as place:
        vault(place, {b"bad\xff\xfe.md": PROJECT % b"Plan"})
        running = Cockpit(place, {})
        running.press("g", "s", "Space")
        expect(running.shows("[x] first", 3), running.screen())
        running.press("u")
        expect(running.shows("Undid", 3), running.screen())
        running.end()
        with open(os.fsencode(place) + b"/vault/bad\xff\xfe.md", "rb") as file:
            expect(file.read() == PROJECT % b"Plan", "not the old bytes")
    return "changed and undone"


@case("a file system that takes upper and lower case for one")
def caseless():
    with folder() as place:
        image = place + "/image"
        with open(image, "wb") as file:
            file.truncate(32 << 20)
        made = subprocess.run(["mkfs.vfat", image], capture_output=True) if shutil.which("mkfs.vfat") else None
        kind = "vfat"
        if made is None or made.returncode:
            made = subprocess.run(
                ["mkfs.ext4", "-q", "-F", "-O", "casefold", "-E", "encoding=utf8", image], capture_output=True
            )
            kind = "ext4 casefold"
        if made.returncode:
            raise Skip("no such file system can be made here")
        os.makedirs(place + "/mount")
        with mounted("-o", "loop", image, place + "/mount"):
            for shape in ("same", "grow", "shrink"):
                one = Vault(f"{place}/mount/{shape}", shape)
                if kind != "vfat":
                    shutil.rmtree(one.vault + "/x", ignore_errors=True)
                one.state = f"{place}/state-{shape}"
                result = one.run(one.command("toggle", "plan.md:2", *DAY))
                expect(result.returncode == 0 and one.text() == one.new, f"{shape}: {result.stderr!r} {one.text()!r}")
                expect(one.names() == ["Plan.md"], f"{one.names()}")
    return kind


# ---- The note and its folder -----------------------------------------------------------------------------------


def during(change, check, shape="grow", call="renameat2", delay=400):
    """Does something while a save waits in front of a call."""
    need("strace")
    with folder() as place:
        one = Vault(place, shape)
        result = {}

        def run():
            result["run"] = one.run(before=traced(place, call, f"delay_enter={delay * 1000}"))

        thread = threading.Thread(target=run)
        thread.start()
        time.sleep(delay / 2000 + 0.15)
        change(one)
        thread.join()
        return check(one, result["run"])


@case("the note is deleted during a save")
def deleted():
    def check(one, run):
        expect(not os.path.exists(one.note) or one.text() == one.new, f"{run}")
        if run.returncode != 0:
            expect(not os.path.exists(one.note), "made again")
        one.restart()
        expect(one.names() in ([], ["Plan.md"]), f"left behind: {one.names()}")
        return f"status {run.returncode}; " + ("made again" if one.names() else "not made again")

    said = during(lambda one: os.unlink(one.note), check)
    expect("not made" in said, said)
    return said


@case("the note is renamed, and another one takes its name, during a save")
def swapped():
    def change(one):
        os.rename(one.note, one.vault + "/Old.md")
        put(one.note, b"another note\n")

    def check(one, run):
        texts = []
        for name in ("Plan.md", "Old.md"):
            with open(f"{one.vault}/{name}", "rb") as file:
                texts.append(file.read())
        expect(texts[0] == b"another note\n", f"the other note is overwritten: {texts}")
        expect(texts[1] in (one.old, one.new), f"{texts}")
        one.restart()
        expect(one.names() == ["Old.md", "Plan.md"], f"left behind: {one.names()}")
        return f"status {run.returncode}, both are there"

    return during(change, check)


@case("the note's folder is renamed during a save")
def folderRenamed():
    def change(one):
        os.rename(one.vault, one.vault + "-moved")

    def check(one, run):
        os.rename(one.vault + "-moved", one.vault)
        expect(one.text() in (one.old, one.new), f"{one.text()!r}")
        expect((one.text() == one.new) == (run.returncode == 0), f"status {run.returncode}, but {one.name(one.text())}")
        one.restart()
        expect(one.names() == ["Plan.md"], f"left behind: {one.names()}")
        return f"status {run.returncode}, {one.name(one.text())}"

    return during(change, check)


@case("the note is made immutable, its folder read-only, during a save")
def locked():
    need_root()
    need("chattr")
    said = []
    for words in (["+i", "note"], ["+i", "vault"]):

        def change(one):
            subprocess.run(["chattr", words[0], getattr(one, words[1])], check=True)

        def check(one, run):
            subprocess.run(["chattr", "-i", getattr(one, words[1])], check=True)
            expect(one.text() == (one.new if run.returncode == 0 else one.old), f"{run}: {one.text()!r}")
            one.restart()
            expect(one.names() == ["Plan.md"], f"left behind: {one.names()}")
            return f"{words[1]}: status {run.returncode}"

        said.append(during(change, check))
    return ", ".join(said)


@case("a hard link is made, and one is taken away, during a save")
def linkedMeanwhile():
    def check(one, run):
        fault = one.wrong(run)
        expect(not fault, fault)
        with open(one.folder + "/second", "rb") as file:
            expect(file.read() in (one.old, one.new), "the second name holds something else")
        return f"status {run.returncode}"

    return during(lambda one: os.link(one.note, one.folder + "/second"), check)


@case("mode, owner and attributes are changed during a save")
def dressedMeanwhile():
    need_root()

    def change(one):
        os.chmod(one.note, 0o600)
        os.chown(one.note, 1003, 1004)

    def check(one, run):
        status = os.stat(one.note)
        expect(one.text() == (one.new if run.returncode == 0 else one.old), f"{run}")
        one.restart()
        expect(one.names() == ["Plan.md"], f"left behind: {one.names()}")
        kept = (status.st_mode & 0o777, status.st_uid) == (0o600, 1003)
        return f"status {run.returncode}; the change is {'kept' if kept else 'lost'}"

    said = during(change, check)
    expect("kept" in said, said)
    return said


@case("a single file that is mounted into the vault")
def bound():
    for shape in ("same", "grow", "shrink"):
        with folder() as place:
            one = Vault(place, shape)
            put(place + "/real.md", one.old)
            os.chmod(place + "/real.md", 0o640)
            with mounted("--bind", place + "/real.md", one.note):
                result = one.run()
                saved(one, result)
                with open(place + "/real.md", "rb") as file:
                    expect(file.read() == one.new, "the file behind the mount is another")
    return "written in place"


@case("the vault is moved, and opened under its new path")
def moved():
    with folder() as place:
        one = Vault(place, "grow")
        saved(one, one.run())
        os.rename(one.vault, place + "/other")
        one.vault, one.note = place + "/other", place + "/other/Plan.md"
        listed = one.run(one.command("undo", "--list"))
        result = one.run(one.command("toggle", "Plan.md:3", *DAY))
        expect(result.returncode == 0 and one.names() == ["Plan.md"], f"{result}")
        return f"{listed.stdout.count(10)} rows of its journal under the new path; saves go on"


@case("a note of another user that the group may write, as that group")
def group():
    need_root()
    for shape in ("same", "grow", "shrink"):
        with folder() as place:
            os.chmod(place, 0o777)
            one = Vault(place, shape)
            os.chown(one.note, 1001, 1000)
            os.chmod(one.note, 0o664)
            os.chown(one.vault, 1001, 1000)
            os.chmod(one.vault, 0o2775)
            os.chown(one.state, 1000, 1000)
            result = one.run(before=USER)
            status = os.stat(one.note)
            expect((status.st_uid, status.st_gid, status.st_mode & 0o7777) == (1001, 1000, 0o664), f"{shape}: {status}")
            expect(one.text() == (one.new if result.returncode == 0 else one.old), f"{shape}: {result}")
            if shape != "shrink":
                expect(result.returncode == 0 or result.stderr, f"{shape}: {result}")
    return "owner, group and mode stay"


@case("two Musters of different users on one vault")
def users():
    need_root()
    with folder() as place:
        os.chmod(place, 0o777)
        one = Vault(place)
        for path in (one.vault, one.note):
            os.chown(path, 1000, 1000)
            os.chmod(path, 0o777 if path == one.vault else 0o666)
        os.makedirs(place + "/state2")
        os.chown(place + "/state2", 1000, 1000)
        counts = {}

        def toggle(line, before, state):
            good = 0
            for _ in range(150):
                environment = dict(os.environ, XDG_STATE_HOME=state, HOME=place)
                done = subprocess.run(
                    [*before, *one.command("toggle", f"Plan.md:{line}")],
                    env=environment,
                    capture_output=True,
                    timeout=60,
                )
                expect(done.returncode == 0 or done.stderr, "refused without a word")
                good += done.returncode == 0
            counts[line] = good

        both = [
            threading.Thread(target=toggle, args=one_) for one_ in ((2, [], one.state), (3, USER, place + "/state2"))
        ]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
        text = one.text().split(b"\n")
        for line, good in counts.items():
            expect(
                text[line - 1].startswith(b"- [x]") == bool(good % 2),
                f"line {line}: {good} toggles, {text[line - 1]!r}",
            )
        expect(one.names() == ["Plan.md"], f"left behind: {one.names()}")
        return f"none lost; {sum(counts.values())} of 300 saved, the others refused and said so"


@case("sparse note, note of CR only, UTF-16, one line of 10 MB, 100,000 headings")
def shapes():
    bodies = {
        "sparse": b"- [ ] a\n" + b"\0" * (1 << 20),
        "CR only": b"- [ ] a\r- [ ] b\r",
        "UTF-16": "- [ ] a\n".encode("utf-16"),
        "one line": b"- [ ] a" + b" word" * 2_000_000,
        "headings": b"- [ ] a\n" + b"# h\n\n" * 100_000,
        "empty": b"",
        "only ends": b"\n" * 100_000,
        "only spaces": b" " * 100_000,
    }
    for name, text in bodies.items():
        with folder() as place:
            vault(place, {"Plan.md": text, "Z.md": PROJECT % b"Zed"})
            status, _, errors, took = muster(place, "toggle", "Plan.md:1", *DAY)
            with open(place + "/vault/Plan.md", "rb") as file:
                after = file.read()
            expect(after == (text.replace(b"[ ] a", b"[x] a", 1) if status == 0 else text), f"{name}: {after[:60]!r}")
            expect(status == 0 or errors, f"{name}: no words")
            expect(took < 5, f"{name}: {took:.1f} s")
            running = Cockpit(place, {})
            expect(running.answers(), f"{name}: no answer")
            running.press("3")
            expect(running.answers(), f"{name}: no answer on another screen")
            running.end()
    return f"{len(bodies)} bodies"


# ---- Limits ----------------------------------------------------------------------------------------------------


@case("20 descriptors, in the cockpit and for a save")
def descriptors():
    need("prlimit")
    with folder() as place:
        vault(place, {"Plan.md": PROJECT % b"Plan"})
        running = Cockpit(place, {}, before=["prlimit", "--nofile=20"], wait=None)
        time.sleep(2)
        screen = running.screen()
        if "ended" in screen:
            said = "ends and says so: " + " ".join(screen.split())[:60]
            expect("\x1b" not in screen, screen)
        else:
            expect(running.answers(), "no answer")
            running.press("g", "s", "Space")
            time.sleep(1)
            text = running.text()
            expect(text in (PROJECT % b"Plan", (PROJECT % b"Plan").replace(b"[ ]", b"[x]")), repr(text))
            said = "saved" if b"[x]" in text else "refused: " + running.screen().strip().splitlines()[-1].strip()
        running.end()
    return said


@case("every limit on descriptors in the cockpit, 5 to 40")
def fewDescriptors():
    need("prlimit")
    seen = {"runs": 0, "ends": 0}
    for limit in range(5, 41, 3):
        with folder() as place:
            vault(place, {"Plan.md": PROJECT % b"Plan"})
            running = Cockpit(place, {}, before=["prlimit", f"--nofile={limit}"], wait=None)
            time.sleep(1)
            if "ended" in running.screen():
                seen["ends"] += 1
            else:
                expect(running.answers(2), f"{limit}: no answer: {running.screen()[:300]}")
                seen["runs"] += 1
            expect(running.text() == PROJECT % b"Plan", "the note changed")
            running.end()
    return f"{seen['runs']} run, {seen['ends']} end at once and say so"


@case("limits on memory from 64 MB up: address space")
def addressSpace():
    need("prlimit")
    seen = set()
    for megabytes in (64, 96, 128, 192, 256, 512, 1024):
        with folder() as place:
            one = Vault(place, "grow")
            result = one.run(before=["prlimit", f"--as={megabytes << 20}"])
            one.restart()
            expect(one.text() in (one.old, one.new) and one.names() == ["Plan.md"], f"{megabytes} MB: {one.text()!r}")
            expect(result.returncode != 0 or one.text() == one.new, f"{megabytes} MB: said saved")
            seen.add("saved" if result.returncode == 0 else "ended")
    return ", ".join(sorted(seen)) + "; old or new each time"


@case("no more threads (EAGAIN)")
def threads():
    need("strace")
    with folder() as place:
        one = Vault(place, "grow")
        for when in range(1, 5):
            result = one.run(before=traced(place, "clone3,clone", "error=EAGAIN", f"{when}+"))
            expect(result.returncode >= 0 or result.returncode in (-6, -4, -5), f"{result}")
            expect(one.text() in (one.old, one.new), f"{one.text()!r}")
            expect(result.returncode != 0 or one.text() == one.new, f"{when}: said saved")
            put(one.note, one.old)
        vault(place + "/c", {"Plan.md": PROJECT % b"Plan"})
        running = Cockpit(
            place + "/c",
            {},
            wait=None,
            before=traced(place, "clone3,clone", "error=EAGAIN", "3+"),
        )
        time.sleep(2)
        screen = running.screen()
        running.end()
        expect("Projects" in screen or "ended" in screen, screen[:200])
    return "the note is old or new"


@case("closed standard streams, of each subcommand")
def closed():
    with folder() as place:
        vault(place, {"Plan.md": PROJECT % b"Plan"})
        environment = dict(os.environ, HOME=place, XDG_STATE_HOME=place + "/state")
        for words in (
            "steps",
            "people",
            "review",
            "check",
            "show Plan",
            "search first",
            "query LIST",
            "keys",
            "undo --list",
            "metadata --all",
            "toggle Plan.md:7",
            "--help",
        ):
            for how in (">&-", "2>&-", "<&-", ">&- 2>&- <&-", "| true", "2>&1 | true", ">/dev/full"):
                done = subprocess.run(
                    ["sh", "-c", f"'{PROGRAM}' {words} --vault '{place}/vault' {how}"],
                    env=environment,
                    capture_output=True,
                    timeout=20,
                )
                expect(done.returncode in (0, 1, 2, 3), f"{words} {how}: {done}")
                expect(
                    b"Fatal" not in done.stderr and b"Broken pipe" not in done.stderr, f"{words} {how}: {done.stderr!r}"
                )
        for name in os.listdir(place + "/vault"):
            expect(name == "Plan.md", f"left behind: {name}")
    return "quiet"


# ---- The state folder ------------------------------------------------------------------------------------------


def journal(one):
    for where, _, files in os.walk(one.state):
        if "journal" in files:
            return where + "/journal"
    raise AssertionError("no journal")


@case("journal cut short, filled with noise, of another version, empty, huge")
def journals():
    random.seed(3)
    said = []
    for name, damage in {
        "cut": lambda data: data[: len(data) // 2],
        "noise": lambda data: random.randbytes(len(data)),
        "noise behind": lambda data: data + random.randbytes(300),
        "noise in front": lambda data: random.randbytes(7) + data,
        "one bit": lambda data: data[:20] + bytes([data[20] ^ 4]) + data[21:],
        "empty": lambda data: b"",
        "another version": lambda data: data.replace(b"MUS1", b"MUS9"),
        "zeros": lambda data: b"\0" * len(data),
        "20 MB": lambda data: data + b"\0" * (20 << 20),
    }.items():
        with folder() as place:
            one = Vault(place, "grow")
            saved(one, one.run())
            with open(journal(one), "rb") as file:
                data = file.read()
            put(journal(one), damage(data))
            listed = one.run(one.command("undo", "--list"))
            expect(listed.returncode in (0, 1), f"{name}: {listed}")
            result = one.run(one.command("toggle", "Plan.md:3", *DAY))
            expect(result.returncode == 0 or result.stderr, f"{name}: {result}")
            expect(one.names() == ["Plan.md"], f"{name}: {one.names()}")
            undone = one.run(one.command("undo"))
            expect(undone.returncode in (0, 1), f"{name}: {undone}")
            said.append(f"{name}: {'saved' if result.returncode == 0 else 'refused'}")
    return ", ".join(said)


@case("state folder full, read-only, a file, a link, on another disk")
def states():
    said = []
    with folder() as place, mounted("-t", "tmpfs", "-o", "size=64k", "tmpfs", place):
        with folder() as other:
            one = Vault(other, "grow")
            one.state = place + "/s"
            saved(one, one.run())
            with contextlib.suppress(OSError):
                put(place + "/ballast", b"x" * (1 << 20))
            before = one.text()
            result = one.run(one.command("toggle", "Plan.md:3", *DAY))
            expect(one.text() == before or result.returncode == 0, f"{result}")
            said.append("full: " + ("saved" if result.returncode == 0 else "refused"))
            subprocess.run(["mount", "-o", "remount,ro", place], check=True)
            before = one.text()
            result = one.run(one.command("toggle", "Plan.md:3", *DAY))
            expect(result.returncode != 0 and one.text() == before and result.stderr, f"read-only: {result}")
            said.append("read-only: refused")
    for kind in ("file", "dangling link", "link into the vault"):
        with folder() as place:
            one = Vault(place, "grow")
            shutil.rmtree(one.state)
            if kind == "file":
                put(one.state, b"")
            else:
                os.symlink("/nonexistent/x" if kind.startswith("dang") else one.vault, one.state)
            result = one.run()
            expect(one.text() == (one.new if result.returncode == 0 else one.old), f"{kind}: {result}")
            expect(result.returncode == 0 or result.stderr, f"{kind}: no words")
            expect(sorted(os.listdir(one.vault)) == [".obsidian", "Plan.md"], f"{kind}: {os.listdir(one.vault)}")
            said.append(f"{kind}: {'saved' if result.returncode == 0 else 'refused'}")
    return ", ".join(said)


@case("relative and odd folders in the environment")
def folders():
    with folder() as place:
        one = Vault(place, "grow")
        for environment in (
            {"XDG_STATE_HOME": "relative"},
            {"XDG_STATE_HOME": "/dev/null"},
            {"XDG_STATE_HOME": "/proc/self"},
            {"HOME": "~"},
            {"HOME": "/dev/null/x"},
            {"XDG_CACHE_HOME": "/dev/full", "HOME": place},
            {"XDG_CONFIG_HOME": "/dev/zero", "HOME": place},
            {"XDG_STATE_HOME": "/" + "x" * 5000},
            {"XDG_STATE_HOME": place + "/\x1b[31m"},
            {"TMPDIR": "/nonexistent", "HOME": place},
        ):
            put(one.note, one.old)
            done = subprocess.run(
                one.command("toggle", "Plan.md:2", *DAY),
                env={"PATH": os.environ["PATH"], **environment},
                capture_output=True,
                timeout=20,
            )
            expect(one.text() == (one.new if done.returncode == 0 else one.old), f"{environment}: {done}")
            expect(done.returncode in (0, 1, 2) and b"\x1b" not in done.stdout + done.stderr, f"{environment}: {done}")
            expect(done.returncode == 0 or done.stderr, f"{environment}: no words")
            listed = subprocess.run(
                one.command("steps"), env={"PATH": os.environ["PATH"], **environment}, capture_output=True, timeout=20
            )
            expect(listed.returncode == 0 and b"] read\n" in listed.stdout, f"{environment}: {listed}")
    return "the vault is read; saved, or refused in words"


@case("the index cache: cut, noise, another version, another vault, stale, unwritable")
def caches():
    with folder() as place:
        notes = {f"N{n:04}.md": b"- [ ] step %d\n" % n for n in range(1500)}
        vault(place, notes)
        cache = place + "/cache"
        environment = {"XDG_CACHE_HOME": cache}

        def steps():
            status, output, errors, _ = muster(place, "steps", **environment)
            expect(status == 0 and not errors, f"{errors!r}")
            return output

        time.sleep(2.5)
        whole = steps()
        expect(whole.count(b"\n") == 1500, "not all notes")
        file = next(
            os.path.join(where, name) for where, _, names in os.walk(cache) for name in names if name == "index"
        )
        with open(file, "rb") as one:
            data = one.read()
        random.seed(5)
        for name, text in {
            "cut": data[: len(data) // 3],
            "noise": random.randbytes(len(data)),
            "empty": b"",
            "zeros": b"\0" * len(data),
            "a bit": data[:5000] + bytes([data[5000] ^ 1]) + data[5001:],
            "longer": data + b"x",
            "version": data.replace(b"muster index 1", b"muster index 9"),
        }.items():
            put(file, text)
            expect(steps() == whole, f"{name}: other steps")
            with open(file, "rb") as one:
                expect(one.read() != text, f"{name}: not written anew")
        # Stale: the note changes, and its size and times are those of before.
        before = os.stat(place + "/vault/N0007.md")
        put(place + "/vault/N0007.md", b"- [ ] stop 7\n")
        os.utime(place + "/vault/N0007.md", ns=(before.st_atime_ns, before.st_mtime_ns))
        os.unlink(place + "/vault/N0008.md")
        expect(steps() == whole.replace(b"step 7\n", b"stop 7\n").replace(b"N0008.md:1: [ ] step 8\n", b""), "stale")
        # Another vault's.
        shutil.copytree(place + "/vault", place + "/other/vault")
        put(place + "/other/vault/N0009.md", b"- [ ] else\n")
        status, output, _, _ = muster(place + "/other", "steps", **environment)
        expect(status == 0 and b"N0009.md:1: [ ] else\n" in output, "another vault's cache counts")
        for kind in ("folder", "pipe", "link"):
            os.unlink(file) if not os.path.isdir(file) else os.rmdir(file)
            if kind == "folder":
                os.mkdir(file)
            elif kind == "pipe":
                os.mkfifo(file)
            else:
                os.symlink("/dev/zero", file)
            expect(b"stop 7" in steps(), kind)
            if kind == "pipe":
                os.unlink(file)
                put(file, b"")
            elif kind == "folder":
                os.rmdir(file)
                put(file, b"")
        os.unlink(file)
        os.rmdir(os.path.dirname(file))
        put(os.path.dirname(file), b"in the way")
        expect(b"stop 7" in steps(), "a file in its folder's place")
        running = Cockpit(place, {}, before=["env", f"XDG_CACHE_HOME={cache}"])
        expect(running.answers(), "no answer")
        running.end()
    return "passed over and written anew; what is stale is read again"


# ---- The cockpit -----------------------------------------------------------------------------------------------


@case("5,000 notes come and go at once under the running cockpit")
def crowds():
    with opened({"Plan.md": PROJECT % b"Plan"}) as running:
        place = running.place
        vault(place, {f"d{n % 50}/N{n}.md": PROJECT % b"N" for n in range(5000)})
        expect(running.answers(2), "no answer while they come")
        expect(running.shows("Projects 5001", 15), running.screen()[:80])
        shutil.rmtree(place + "/vault/d1")
        for n in range(2, 50):
            os.rename(f"{place}/vault/d{n}", f"{place}/vault/e{n}")
        expect(running.answers(2), "no answer while they move")
        expect(running.shows("Projects 4901", 15), running.screen()[:80])
    return "equal to a scan"


@case("the note is changed from outside 200 times while it is toggled in the cockpit")
def toggledMeanwhile():
    with opened({"Plan.md": PROJECT % b"Plan"}) as running:
        place = running.place
        running.press("g", "s")
        note, lost = place + "/vault/Plan.md", 0
        for number in range(200):
            with open(note, "r+b") as file:
                if os.fstat(file.fileno()).st_ino != os.stat(note).st_ino:
                    continue
                text = file.read()
                if number and b"last %03d" % (number - 1) not in text and b"last" in text:
                    lost += 1
                new = (
                    b"\n".join(line for line in text.split(b"\n") if not line.startswith(b"last "))
                    + b"last %03d\n" % number
                )
                put(note + ".new", new)
                os.rename(note + ".new", note)
            if number % 5 == 0:
                running.press("Space")
            time.sleep(0.01)
        time.sleep(1)
        text = running.text()
        expect(b"last 199" in text or b"last 198" in text, f"{text!r}")
        expect(running.answers(), "no answer")
        names = [name for name in os.listdir(place + "/vault") if name != "Plan.md"]
        expect(not names, f"left behind: {names}")
    return "the last foreign text stays"


@case("SIGSTOP in the middle of a save, another Muster meanwhile, SIGCONT")
def stopped():
    need("strace")
    seen = set()
    for call in ("renameat2", "fsync", "pwrite64", "linkat"):
        for shape in ("same", "grow"):
            with folder() as place:
                one = Vault(place, shape)
                process = subprocess.Popen(
                    traced(place, call, "signal=SIGSTOP") + one.command("toggle", "Plan.md:2", *DAY),
                    env=dict(os.environ, XDG_STATE_HOME=one.state, HOME=place),
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                )
                time.sleep(0.4)
                second = one.run(one.command("toggle", "Plan.md:3", *DAY))
                expect(second.returncode == 0 or second.stderr, "refused without a word")
                children = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True).stdout.split()
                for child in children:
                    with contextlib.suppress(OSError):
                        os.kill(int(child), signal.SIGCONT)
                process.communicate(timeout=30)
                one.restart()
                text = one.text()
                expect(
                    text.count(b"[x]") == (process.returncode == 0) + (second.returncode == 0),
                    f"{call} {shape}: {process.returncode} {second.returncode} {text!r}",
                )
                expect(one.names() == ["Plan.md"], f"{call} {shape}: left behind {one.names()}")
                seen.add((process.returncode, second.returncode))
    return f"statuses {sorted(seen)}: each toggle is there or was refused"


@case("the working folder is gone; the vault is given as ., .., a link, with //")
def places():
    with folder() as place:
        vault(place, {"Plan.md": PROJECT % b"Plan"})
        os.symlink("vault", place + "/link")
        os.makedirs(place + "/vault/Sub")
        environment = dict(os.environ, HOME=place, XDG_STATE_HOME=place + "/state")
        for where, given in (
            (place + "/vault", "."),
            (place + "/vault/Sub", ".."),
            (place, "link"),
            (place, ".//vault//"),
            (place, "vault/."),
            (place, "./link/../vault"),
        ):
            done = subprocess.run(
                [PROGRAM, "steps", "--vault", given], cwd=where, env=environment, capture_output=True, timeout=20
            )
            expect(done.returncode == 0 and done.stdout == b"Plan.md:7: [ ] first\n", f"{given}: {done}")
        gone = place + "/gone"
        os.makedirs(gone)
        done = subprocess.run(
            ["sh", "-c", f"cd '{gone}' && rmdir '{gone}' && exec '{PROGRAM}' steps --vault '{place}/vault'"],
            env=environment,
            capture_output=True,
            timeout=20,
        )
        expect(done.returncode == 0, f"{done}")
        for given in ("/nonexistent", "/dev/null", "", "\x1b[31m", "/root/" + "x" * 300, "/proc/1/root"):
            done = subprocess.run(
                [PROGRAM, "steps", "--vault", given], env=environment, capture_output=True, timeout=20
            )
            expect(done.returncode in (0, 1, 2) and b"\x1b" not in done.stdout + done.stderr, f"{given!r}: {done}")
    return "found; else said in words"


@case("configuration files that are folders, pipes, endless, hostile")
def configurations():
    with folder() as place:
        vault(place, {"Plan.md": PROJECT % b"Plan"})
        for path in (
            ".obsidian/community-plugins.json",
            ".obsidian/templates.json",
            ".muster/config.toml",
            ".obsidian/plugins/obsidian-tasks-plugin/data.json",
        ):
            full = f"{place}/vault/{path}"
            for kind in ("folder", "pipe", "endless", "noise", "deep", "hostile"):
                os.makedirs(os.path.dirname(full), exist_ok=True)
                if kind == "folder":
                    os.mkdir(full)
                elif kind == "pipe":
                    os.mkfifo(full)
                elif kind == "endless":
                    os.symlink("/dev/zero", full)
                else:
                    put(
                        full,
                        {
                            "noise": os.urandom(5000),
                            "deep": b"[" * 200_000,
                            "hostile": b'theme = "\x1b]0;x\x07"\n[\xff',
                        }[kind],
                    )
                status, output, errors, took = muster(place, "steps", seconds=15)
                expect(
                    status in (0, 1, 2) and b"\x1b" not in output + errors and took < 5,
                    f"{path} {kind}: {status} {errors!r}",
                )
                shutil.rmtree(full) if os.path.isdir(full) and not os.path.islink(full) else os.unlink(full)
    return "passed over or named"


if __name__ == "__main__":
    cockpit.main()
