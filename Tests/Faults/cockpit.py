#!/usr/bin/env python3
"""cockpit.py PROGRAM [WORD...]: puts faults around the running cockpit, in tmux and in raw terminals; see README.md."""
import os
import pty
import re
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time

import fcntl
import termios

sys.argv, words = sys.argv[:2], sys.argv[2:]
from faults import CASES, PROGRAM, Skip, expect, folder, mounted, need, need_root, put, case  # noqa: E402

CASES.clear()
PROJECT = b"---\ntype: project\n---\n# %s\n\n## Next Steps\n- [ ] first\n"
SERVER = f"muster-fault-{os.getpid()}"


def tmux(*arguments):
    return subprocess.run(["tmux", "-L", SERVER, *arguments], capture_output=True, timeout=20).stdout.decode(
        errors="replace")


class Cockpit:
    """The cockpit on a vault in a terminal of tmux."""

    def __init__(self, place, notes=None, before=(), size=(120, 40), wait="watching", arguments=()):
        need("tmux")
        self.place, self.vault = place, place + "/vault"
        os.makedirs(self.vault, exist_ok=True)
        for name, text in ({"Plan.md": PROJECT % b"Plan"} if notes is None else notes).items():
            os.makedirs(os.path.dirname(f"{self.vault}/{name}"), exist_ok=True)
            put(f"{self.vault}/{name}", text)
        self.start(before, size, arguments)
        if wait:
            expect(self.shows(wait, 30), "did not start: " + self.screen()[:400])

    def start(self, before=(), size=(120, 40), arguments=()):
        self.name = f"c{time.monotonic_ns()}"
        program = [*before, PROGRAM, *arguments, self.vault]
        command = " ".join("'" + part.replace("'", "'\\''") + "'" for part in program)
        tmux("new-session", "-d", "-s", self.name, "-x", str(size[0]), "-y", str(size[1]),
             f"XDG_STATE_HOME={self.place}/state HOME={self.place} {command}; echo ended $?; sleep 1000")

    def screen(self):
        return tmux("capture-pane", "-p", "-t", self.name)

    def press(self, *keys):
        tmux("send-keys", "-t", self.name, *keys)
        if keys[-1] == "Escape":
            # What follows at once would be one key with it.
            time.sleep(0.15)

    def shows(self, words, seconds=5.0):
        end = time.time() + seconds
        while time.time() < end:
            if words in self.screen():
                return True
            time.sleep(0.02)
        return False

    def answers(self, seconds=1.0):
        """Whether a key is answered in time."""
        start = time.time()
        self.press("?")
        if not self.shows("Keys and commands", 20):
            return False
        took = time.time() - start
        self.press("Escape")
        time.sleep(0.1)
        return took <= seconds

    def text(self, name="Plan.md"):
        with open(f"{self.vault}/{name}", "rb") as file:
            return file.read()

    def pid(self):
        shell = tmux("list-panes", "-t", self.name, "-F", "#{pane_pid}").strip()
        children = subprocess.run(["pgrep", "-P", shell], capture_output=True).stdout.split()
        return int(children[0])

    def end(self):
        tmux("kill-session", "-t", self.name)


def cpu(pid):
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# ---- Watching and load -----------------------------------------------------------------------------------------

@case("54 open in Vim and in Emacs")
def editors():
    with folder() as place:
        cockpit = Cockpit(place)
        put(cockpit.vault + "/.Plan.md.swp", b"b0VIM 9.0")
        expect(cockpit.shows("open in Vim", 2), "Vim's lock is not seen")
        cockpit.press("g", "s", "Space")
        expect(cockpit.shows("Vim has", 2), "no warning at the edit")
        os.unlink(cockpit.vault + "/.Plan.md.swp")
        os.symlink("ada@harbour.1", cockpit.vault + "/.#Plan.md")
        expect(cockpit.shows("open in Emacs", 2), "Emacs's lock is not seen")
        cockpit.end()
        if not shutil.which("vim"):
            return "seen; no vim here"
        os.unlink(cockpit.vault + "/.#Plan.md")
        cockpit.start()
        vim = f"v{time.monotonic_ns()}"
        tmux("new-session", "-d", "-s", vim, "vim", "-u", "NONE", "-N", cockpit.vault + "/Plan.md")
        expect(cockpit.shows("open in Vim", 5), "the real Vim is not seen")
        tmux("send-keys", "-t", vim, ":q!", "Enter")
        expect(not cockpit.shows("never", 1) and "open in Vim" not in cockpit.screen(), "its end is not seen")
        cockpit.end()
    return "seen, and gone when it closed"


@case("59 queue overflow")
def overflow():
    need_root()
    setting = "/proc/sys/fs/inotify/max_queued_events"
    with open(setting) as file:
        before = file.read()
    with folder() as place:
        notes = {f"N{number}.md": PROJECT % b"Note" for number in range(500)}
        try:
            put(setting, b"16")
            cockpit = Cockpit(place, notes)
        finally:
            put(setting, before.encode())
        for number in range(500):
            put(f"{cockpit.vault}/N{number}.md", PROJECT % b"Changed")
        put(cockpit.vault + "/New.md", PROJECT % b"New")
        expect(cockpit.shows("Projects 501", 3), cockpit.screen()[:100])
        expect("Note " not in cockpit.screen(), "an old title is shown")
        cockpit.end()
    return "equal to a new scan"


@case("60-61 no watches, no instances left")
def limits():
    need("unshare")
    for limit, value in (("max_inotify_watches", 1), ("max_inotify_instances", 0)):
        with folder() as place:
            inner = f"echo {value} >/proc/sys/user/{limit}; exec \"$@\""
            try:
                cockpit = Cockpit(
                    place, {"A/B/Plan.md": PROJECT % b"Plan"}, before=["unshare", "-Ur", "sh", "-c", inner, "sh"],
                    wait="polling")
            except AssertionError as error:
                if "Operation not permitted" in str(error):
                    raise Skip("no user namespaces here")
                raise
            put(cockpit.vault + "/A/B/New.md", PROJECT % b"New")
            expect(cockpit.shows("Projects 2", 5), "not polled: " + cockpit.screen()[:100])
            cockpit.end()
    return "polls, and says so"


@case("62 folders in folders, then a note, 100 times")
def nested():
    with folder() as place:
        cockpit = Cockpit(place)
        slowest = 0
        for number in range(100):
            os.makedirs(f"{cockpit.vault}/d{number}/b/c")
            put(f"{cockpit.vault}/d{number}/b/c/N.md", PROJECT % b"N")
            start = time.time()
            expect(cockpit.shows(f"Projects {number + 2}", 3), f"number {number} is not seen")
            slowest = max(slowest, time.time() - start)
        expect(slowest <= 1.2, f"{slowest:.2f} s")
        cockpit.end()
    return f"100 of 100, the slowest in {slowest:.2f} s"


@case("63 git checkout of 5,000 notes")
def checkout():
    need("git")
    with folder() as place:
        cockpit = Cockpit(place, {f"N{number}.md": PROJECT % b"Old" for number in range(5000)})
        git = ["git", "-C", cockpit.vault, "-c", "user.name=a", "-c", "user.email=b"]
        for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "one"], ["checkout", "-qb", "two"]):
            subprocess.run([*git, *words], check=True)
        for number in range(5000):
            put(f"{cockpit.vault}/N{number}.md", PROJECT % b"New")
        put(cockpit.vault + "/Added.md", PROJECT % b"Added")
        for words in (["add", "-A"], ["commit", "-qm", "two"], ["checkout", "-q", "master"]):
            subprocess.run([*git, *words], check=True)
        expect(cockpit.shows("Projects 5000", 8), "not as after the checkout: " + cockpit.screen()[:80])
        subprocess.run([*git, "checkout", "-q", "two"], check=True)
        expect(cockpit.answers(2), "no answer to a key")
        expect(cockpit.shows("Projects 5001", 8), "not as after the second checkout: " + cockpit.screen()[:80])
        cockpit.end()
    return "equal to a scan"


@case("64 saves of many kinds never flash")
def patterns():
    with folder() as place:
        cockpit = Cockpit(place, {"Plan.md": PROJECT % b"Plan", "Zed.md": PROJECT % b"Zed"})
        note = cockpit.vault + "/Plan.md"

        def renamed(text):
            put(note + ".new", text)
            os.rename(note + ".new", note)

        def vim(text):
            os.rename(note, note + "~")
            put(note, text)
            os.unlink(note + "~")

        def syncthing(text):
            put(cockpit.vault + "/.syncthing.Plan.md.tmp", text)
            os.unlink(note)
            os.rename(cockpit.vault + "/.syncthing.Plan.md.tmp", note)
            os.utime(note, (1_000_000_000, 1_000_000_000))

        for save in (lambda text: put(note, text), renamed, vim, syncthing):
            for number in range(15):
                save((PROJECT % b"Plan") + b"- [ ] step %d\n" % number)
                for _ in range(4):
                    expect("Projects 2" in cockpit.screen(), "a deletion flashed")
            expect(cockpit.shows("step 14", 3), "the last save is not shown")
        cockpit.end()
    return "no flash"


@case("67 change behind FUSE")
def behind():
    need("bindfs")
    with folder() as place:
        os.makedirs(place + "/real")
        os.makedirs(place + "/vault")
        put(place + "/real/Plan.md", PROJECT % b"Plan")
        made = subprocess.run(["bindfs", place + "/real", place + "/vault"], capture_output=True)
        if made.returncode:
            raise Skip("bindfs: " + made.stderr.decode()[:60])
        try:
            cockpit = Cockpit(place, {}, wait="polling")
            put(place + "/real/New.md", PROJECT % b"New")
            expect(cockpit.shows("Projects 2", 4), "not seen")
            cockpit.end()
        finally:
            subprocess.run(["umount", place + "/vault"], check=False)
    return "seen"


@case("68 the vault goes and comes back")
def gone():
    with folder() as place:
        cockpit = Cockpit(place)
        os.rename(cockpit.vault, place + "/away")
        # A folder that is renamed is the same to the kernel: the minute's sweep finds it; a removed one is told.
        os.rename(place + "/away", cockpit.vault)
        shutil.move(cockpit.vault, "/dev/shm/" + os.path.basename(place))
        expect(cockpit.shows("vault gone", 70), "not said: " + cockpit.screen()[:100])
        expect("Plan" in cockpit.screen(), "the view is lost")
        cockpit.press("g", "s", "Space")
        expect(cockpit.shows("gone", 2), "an edit was not refused")
        shutil.move("/dev/shm/" + os.path.basename(place), cockpit.vault)
        put(cockpit.vault + "/New.md", PROJECT % b"New")
        expect(cockpit.shows("Projects 2", 5), "not back: " + cockpit.screen()[:100])
        cockpit.end()
    return "said, nothing taken for deleted, and back"


@case("70-71 folder renamed; links in circles")
def renames():
    with folder() as place:
        cockpit = Cockpit(place, {"a/Plan.md": PROJECT % b"Plan"})
        os.symlink(".", cockpit.vault + "/loop")
        os.symlink("..", cockpit.vault + "/a/up")
        os.rename(cockpit.vault + "/a", cockpit.vault + "/b")
        put(cockpit.vault + "/b/New.md", PROJECT % b"New")
        expect(cockpit.shows("Projects 2", 3), cockpit.screen()[:100])
        before = cpu(cockpit.pid())
        time.sleep(1)
        expect(cpu(cockpit.pid()) - before < 0.3, "it scans without end")
        cockpit.end()
    return "the new path is shown"


@case("72 a writer that never stops")
def endless():
    with folder() as place:
        cockpit = Cockpit(place)
        pid, seen = cockpit.pid(), set()
        before, end = cpu(pid), time.time() + 6
        number = 0
        while time.time() < end:
            number += 1
            with open(cockpit.vault + "/Plan.md", "ab") as file:
                file.write(b"- [ ] s%d\n" % number)
            if number % 50 == 0:
                seen.update(re.findall(r"of (\d+) open", cockpit.screen()))
            time.sleep(0.002)
        used = (cpu(pid) - before) / 6
        expect(len(seen) >= 5, f"shown {len(seen)} times in 6 s")
        expect(used < 0.6, f"{used:.0%} of a processor")
        cockpit.end()
    return f"{len(seen)} states shown in 6 s, {used:.0%} of a processor"


@case("73 emptied, and written two seconds later")
def emptied():
    with folder() as place:
        cockpit = Cockpit(place)
        with open(cockpit.vault + "/Plan.md", "r+b") as file:
            file.truncate(0)
            end = time.time() + 2
            while time.time() < end:
                expect("first" in cockpit.screen(), "an empty note flashed")
            file.write((PROJECT % b"Plan") + b"- [ ] second\n")
        expect(cockpit.shows("second", 2), "the new text is not shown")
        cockpit.end()
    return "no flash"


@case("74, 111 unreadable, pipe, socket, device")
def special():
    need_root()
    need("setpriv")
    with folder() as place:
        os.chmod(place, 0o777)
        os.makedirs(place + "/vault/Shut")
        put(place + "/vault/Plan.md", PROJECT % b"Plan")
        put(place + "/vault/Closed.md", b"x")
        os.chmod(place + "/vault/Closed.md", 0)
        os.chmod(place + "/vault/Shut", 0)
        os.mkfifo(place + "/vault/Pipe.md")
        socket.socket(socket.AF_UNIX).bind(place + "/vault/Socket.md")
        os.mknod(place + "/vault/Device.md", 0o666 | 0o020000, os.makedev(1, 5))
        user = ["setpriv", "--reuid", "1000", "--regid", "1000", "--clear-groups"]
        cockpit = Cockpit(place, {}, before=user)
        expect(cockpit.shows("unreadable", 3), "not said: " + cockpit.screen()[:100])
        expect(cockpit.answers(), "no answer to a key")
        cockpit.end()
    return "listed as unreadable"


@case("77-78 10 GiB note, 50 MB line")
def huge():
    with folder() as place:
        os.makedirs(place + "/vault")
        with open(place + "/vault/Sparse.md", "wb") as file:
            file.truncate(10 << 30)
        put(place + "/vault/Line.md", b"x" * (50 << 20))
        cockpit = Cockpit(place)
        expect(cockpit.answers(), "no answer to a key")
        with open(f"/proc/{cockpit.pid()}/status") as file:
            peak = int(re.search(r"VmHWM:\s+(\d+)", file.read())[1]) >> 10
        expect(peak < 200, f"{peak} MB")
        cockpit.end()
    return f"listed, {peak} MB"


@case("80 slow disk: every read takes 200 ms")
def slow():
    need("strace")
    with folder() as place:
        notes = {f"N{number}.md": PROJECT % b"N" for number in range(40)}
        before = ["strace", "-qq", "-f", "-o", place + "/trace", "-e", "trace=pread64", "-e",
                  "inject=pread64:delay_enter=200000"]
        cockpit = Cockpit(place, notes, before=before, wait="Projects")
        time.sleep(0.5)
        expect(cockpit.answers(1.5), "no answer to a key while notes are read")
        expect(cockpit.shows("Projects 40", 40), cockpit.screen()[:100])
        cockpit.end()
    return "keys are answered meanwhile"


@case("75 one note with a broken disk below it")
def broken():
    need("strace")
    with folder() as place:
        os.makedirs(place + "/vault")
        put(place + "/vault/Bad.md", b"# Bad\n")
        before = ["strace", "-qq", "-f", "-o", place + "/trace", "-P", place + "/vault/Bad.md", "-e", "trace=pread64",
                  "-e", "inject=pread64:error=EIO"]
        cockpit = Cockpit(place, None, before=before)
        expect(cockpit.shows("Projects 1", 3) and cockpit.answers(), "the others suffer")
        cockpit.end()
    return "the others are fine"


@case("50 the note is deleted or moved under the cursor")
def deleted():
    with folder() as place:
        cockpit = Cockpit(place, {"Plan.md": PROJECT % b"Plan", "Zed.md": PROJECT % b"Zed"})
        cockpit.press("g", "s")
        os.unlink(cockpit.vault + "/Plan.md")
        cockpit.press("Space")
        time.sleep(1)
        expect(not os.path.exists(cockpit.vault + "/Plan.md"), "the note was made again")
        expect(cockpit.shows("Projects 1", 3) and cockpit.answers(), cockpit.screen()[:100])
        cockpit.end()
    return "not made again"


@case("57 git checkout while editing")
def editing():
    need("git")
    with folder() as place:
        cockpit = Cockpit(place)
        git = ["git", "-C", cockpit.vault, "-c", "user.name=a", "-c", "user.email=b"]
        for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "one"], ["checkout", "-qb", "two"]):
            subprocess.run([*git, *words], check=True)
        put(cockpit.vault + "/Plan.md", (PROJECT % b"Plan") + b"- [ ] other\n")
        subprocess.run([*git, "commit", "-qam", "two"], check=True)
        cockpit.press("g", "s")
        for number in range(20):
            cockpit.press("Space")
            subprocess.run([*git, "checkout", "-qf", ("master", "two")[number % 2]], check=True)
            text = cockpit.text().replace(b"[x]", b"[ ]")
            expect(text in (PROJECT % b"Plan", (PROJECT % b"Plan") + b"- [ ] other\n"), repr(text))
        # A refusal shows both texts over the page.
        time.sleep(0.5)
        cockpit.press("Escape")
        expect(cockpit.answers(), "no answer to a key")
        cockpit.end()
    return "old or new each time"


# ---- Hostile content -------------------------------------------------------------------------------------------

PAYLOADS = {
    "title": (b"\x1b]0;PW1\x07", rb"\x1b\]0;PW1"), "clipboard": (b"\x1b]52;c;UFcy\x07", rb"\x1b\]52;c;UFcy"),
    "colour": (b"\x1b[31mPW3", rb"\x1b\[31mPW3"), "C1 CSI": ("\u009b31mPW4".encode(), rb"\xc2\x9b31mPW4"),
    "C1 OSC": ("\u009d0;PW5\u009c".encode(), rb"\xc2\x9d0;PW5"), "raw 9b": (b"\x9b31mPW6", rb"(?<!\xc2)\x9b31mPW6"),
    "bidi": ("PW7\u202egpj".encode(), rb"PW7\xe2\x80\xae"), "zero width": ("PW\u200b8".encode(), rb"PW\xe2\x80\x8b8"),
    "CR": (b"xxxx\rPW9", rb"xxxx\rPW9"), "BS": (b"abc\x08\x08PWA", rb"abc\x08+PWA"), "DEL": (b"PWB\x7f", rb"PWB\x7f"),
    "BEL": (b"PWC\x07", rb"PWC\x07"), "no UTF-8": (b"PWD\xff\xfe", rb"PWD\xff\xfe"),
    "tags": ("PWE\U000e0041".encode(), rb"PWE\xf3\xa0\x81\x81"),
    "marks": (("PWF" + "e" + "\u0301" * 60).encode(), rb"(\xcc\x81){20}"),
    "OSC 8": (b"\x1b]8;;http:evil\x1b\\PWG", rb"\x1b\]8;;http:evil"), "SO": (b"\x0ePWH", rb"\x0ePWH"),
}


def survivors(output):
    return [name for name, (_, pattern) in PAYLOADS.items() if re.search(pattern, output)]


def hostile(vault):
    os.makedirs(vault)
    for number, (payload, _) in enumerate(PAYLOADS.values()):
        text = payload.replace(b"\n", b" ")
        note = b"---\ntype: project\ntags: [needs-review, a%s]\nstatus: %s\n---\n# %s\n\n" % (text, text, text)
        note += b"## Overview\n%s `%s` **%s**\n\n## Current Blockers\n- \xe2\x9d\x8c %s\n\n" % ((text,) * 4)
        note += b"## Next Steps\n- [ ] %s [[%s]] #t%s (x:: %s)\n\n## Collaborators\n" % ((text,) * 4)
        note += b"| Person | Role |\n|---|---|\n| %s | %s |\n\n## %s\n> [!%s] %s\n" % ((text,) * 5)
        note += b"```dataview\nTABLE x AS \"%s\" WHERE %s\n```\n[a](%s) ![[%s]] <b>%s</b>\n" % ((text,) * 5)
        name = b"%02d%s.md" % (number, text.replace(b"/", b"_")[:80])
        put(os.path.join(vault.encode(), name), note)
        os.makedirs(os.path.join(vault.encode(), b"d" + text.replace(b"/", b"_")[:60]), exist_ok=True)


def in_terminal(command, keys, environment, size=(40, 120)):
    """Runs a program in a raw terminal, presses keys, and returns every byte that it wrote."""
    pid, master = pty.fork()
    if pid == 0:
        os.execvpe(command[0], command, environment)
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    output = b""

    def drain(seconds):
        nonlocal output
        end = time.time() + seconds
        while (rest := end - time.time()) > 0:
            if select.select([master], [], [], rest)[0]:
                try:
                    data = os.read(master, 1 << 16)
                except OSError:
                    return
                if not data:
                    return
                output += data

    drain(1.5)
    for key in keys:
        try:
            os.write(master, key)
        except OSError:
            break
        drain(0.15)
    drain(0.5)
    with_end = os.waitpid(pid, os.WNOHANG)
    if with_end[0] == 0:
        os.kill(pid, signal.SIGTERM)
        drain(3)
        os.waitpid(pid, 0)
    os.close(master)
    return output


@case("81-93 17 hostile payloads: cockpit, all subcommands, errors")
def payloads():
    with folder() as place:
        hostile(place + "/vault")
        environment = dict(
            os.environ, HOME=place, XDG_STATE_HOME=place + "/state", TERM="xterm-256color", LC_ALL="C.UTF-8")
        keys = []
        for _ in range(len(PAYLOADS)):
            keys += [b"\r", b"G", b"\x7f", b"g", b"s", b" ", b"u", b"g", b"l", b"j"]
        for screen in b"2345":
            keys += [bytes([screen])] + [b"\r", b"\x7f", b"j"] * 6
        keys += [b"\x1b", b"1", b"f", b"P", b"W", b"\x1b", b"/", b"P", b"W", b"\x1b", b":", b"\x1b", b"m", b"\x1b", b"y"]
        bad = {}
        output = in_terminal([PROGRAM, place + "/vault"], keys, environment)
        expect(len(output) > 10_000, "the cockpit did not run")
        if found := survivors(output):
            bad["cockpit"] = found
        names = [name for name in os.listdir(place.encode() + b"/vault") if name.endswith(b".md")]
        runs = [[word] for word in ("steps", "people", "review", "check", "undo --list")]
        runs += [["search", "PW"], ["query", "LIST"], ["query", "TABLE file.tags, status"]]
        for name in names:
            runs += [[word, name] for word in ("show", "metadata", "accept", "archive")]
            runs += [["toggle", name + b":17"], ["toggle", name + b":1"], ["toggle", name + b":99"],
                     ["show", name + b"x"], ["add", name, "--step", name], ["set", name, "status", name]]
        for run in runs:
            words = [part for word in run for part in ([word] if isinstance(word, bytes) else word.split(" ")
                                                       if word.startswith("undo") else [word])]
            done = subprocess.run(
                [PROGRAM, *words, "--vault", place + "/vault"], env=environment, capture_output=True, timeout=60)
            expect(done.returncode in (0, 1, 2, 3), f"{run}: status {done.returncode}")
            found = survivors(done.stdout + done.stderr)
            # JSON is for programs: it escapes what acts on a terminal, and marks are text.
            if words[0] == "metadata":
                found = [name for name in found if name != "marks"]
            if found:
                bad[str(words[0])] = found
        expect(not bad, str(bad))
    return f"none survives; {len(output)} bytes of the cockpit and {len(runs)} runs looked through"


@case("95-97 names as arguments of the editor; editors that fail")
def editor():
    with folder() as place:
        name = "-rf $(touch X);'\"+x.md"
        put(place + "/editor", b'#!/bin/sh\nprintf "%s\\n" "$@" >"' + place.encode() + b'/seen"\nstty raw -echo; exit 3\n')
        os.chmod(place + "/editor", 0o755)
        os.environ["EDITOR"], old = place + "/editor", os.environ.get("EDITOR")
        os.environ.pop("VISUAL", None)
        try:
            cockpit = Cockpit(place, {name: PROJECT % b"Plan"}, before=["env", f"EDITOR={place}/editor"])
            cockpit.press("g", "s", "E")
            expect(cockpit.shows("Next steps", 5) and cockpit.answers(2), "the cockpit did not come back sane")
            with open(place + "/seen") as file:
                seen = file.read().split("\n")
            expect(f"{cockpit.vault}/{name}" in seen, f"arguments: {seen}")
            expect(not os.path.exists("X") and not os.path.exists(cockpit.vault + "/X"), "a shell ran")
            cockpit.end()
            cockpit.start(before=["env", "EDITOR=/nonexistent/editor"])
            expect(cockpit.shows("watching", 10), "no start")
            cockpit.press("E")
            expect(cockpit.shows("editor", 5) and cockpit.answers(2), "a missing editor is not survived")
            cockpit.end()
        finally:
            os.environ.pop("EDITOR", None)
            if old:
                os.environ["EDITOR"] = old
    return "exact arguments; sane afterwards"


# ---- Terminal and process --------------------------------------------------------------------------------------

@case("118-119 storms of sizes, 1x1")
def sizes():
    with folder() as place:
        cockpit = Cockpit(place)
        for number in range(60):
            tmux("resize-window", "-t", cockpit.name, "-x", str(1 + number * 7 % 200), "-y", str(1 + number * 3 % 60))
        tmux("resize-window", "-t", cockpit.name, "-x", "120", "-y", "40")
        expect(cockpit.shows("Next steps", 5) and cockpit.answers(), "no frame afterwards")
        cockpit.end()
        cockpit.start(size=(1, 1))
        time.sleep(1)
        tmux("resize-window", "-t", cockpit.name, "-x", "120", "-y", "40")
        expect(cockpit.shows("Next steps", 5), "started at 1x1 it shows nothing later")
        cockpit.end()
    return "alive, drawn anew"


@case("121-122 no input, dead pipe")
def streams():
    with folder() as place:
        cockpit = Cockpit(place)
        cockpit.end()
        environment = dict(os.environ, HOME=place, XDG_STATE_HOME=place + "/state")
        done = subprocess.run(
            [PROGRAM, cockpit.vault], stdin=subprocess.DEVNULL, env=environment, capture_output=True, timeout=10,
            start_new_session=True)
        expect(done.returncode != 0 and b"\x1b" not in done.stdout + done.stderr, f"{done}")
        for number in range(3000):
            put(f"{cockpit.vault}/N{number}.md", PROJECT % b"N")
        done = subprocess.run(
            f"'{PROGRAM}' steps --vault '{cockpit.vault}' | head -1", shell=True, env=environment, capture_output=True,
            timeout=30)
        expect(done.stderr == b"" and done.stdout.count(b"\n") == 1, f"{done}")
    return "one line, and quiet"


@case("126, 130 locales, homes and state folders of many kinds")
def surroundings():
    with folder() as place:
        vault = place + "/vault"
        os.makedirs(vault)
        put(vault + "/Pl\u00e4n.md", PROJECT % "Pl\u00e4n".encode())
        for locale in ("C", "POSIX", "xx_YY", "C.UTF-8"):
            environment = {"PATH": os.environ["PATH"], "LC_ALL": locale, "TERM": "xterm", "HOME": place}
            output = in_terminal([PROGRAM, vault], [b"\r", b"q", b"q"], environment)
            expect(b"Traceback" not in output and len(output) > 500, f"{locale}: {output[:200]}")
            done = subprocess.run(
                [PROGRAM, "toggle", "Pl\u00e4n:7", "--vault", vault], env=environment, capture_output=True, timeout=20)
            expect(done.returncode == 0, f"{locale}: {done}")
        old = open(vault + "/Pl\u00e4n.md", "rb").read()
        for environment in ({}, {"HOME": "/nonexistent"}, {"HOME": "relative"}, {"XDG_STATE_HOME": "/proc"}):
            steps = subprocess.run([PROGRAM, "steps", "--vault", vault], env=environment, capture_output=True, timeout=20)
            expect(steps.returncode == 0 and b"first" in steps.stdout, f"{environment}: {steps}")
            toggle = subprocess.run(
                [PROGRAM, "toggle", "Pl\u00e4n:7", "--vault", vault], env=environment, capture_output=True, timeout=20)
            expect(toggle.returncode == 1 and b"journal" in toggle.stderr, f"{environment}: {toggle}")
            expect(open(vault + "/Pl\u00e4n.md", "rb").read() == old, "written without a journal")
    return "browse works, edits are refused in words"


@case("129 kill -9, start again")
def killed():
    with folder() as place:
        cockpit = Cockpit(place)
        cockpit.press("g", "s", "Space")
        expect(cockpit.shows("[x] first", 3), "not toggled")
        time.sleep(0.5)
        os.kill(cockpit.pid(), signal.SIGKILL)
        cockpit.end()
        cockpit.start()
        expect(cockpit.shows("watching", 10), "no start")
        cockpit.press("u")
        expect(cockpit.shows("Undid", 3) and cockpit.text() == PROJECT % b"Plan", "not undone")
        cockpit.end()
    return "undone after the restart"


def main():
    failed = 0
    tmux("new-session", "-d", "-s", "base", "sleep 100000")
    print(f"{'case':<58} {'outcome':<8} {'time':>7}")
    for name, body in CASES.items():
        if words and not any(word in name for word in words):
            continue
        start = time.time()
        try:
            outcome, said = "good", body() or ""
        except Skip as reason:
            outcome, said = "skipped", str(reason)
        except (AssertionError, OSError, subprocess.SubprocessError, IndexError) as error:
            outcome, said = "WRONG", f"{type(error).__name__}: {error}"
            failed += 1
        print(f"{name:<58} {outcome:<8} {time.time() - start:6.1f}s  {said}", flush=True)
    tmux("kill-server")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
