#!/usr/bin/env python3
"""lifecycle.py PROGRAM [WORD...]: the life of the terminal around the running cockpit; see README.md beside it."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

import cockpit
from cockpit import PROJECT, cpu
from faults import CASES, PROGRAM, case, expect, folder, put

CASES.clear()


class Terminal:
    """A raw terminal whose session is led by another process, as by a shell, and the cockpit in its foreground."""

    def __init__(self, place, rows=24, columns=80, environment=None, stdin=None, wait=True, notes=None):
        vault = place + "/vault"
        os.makedirs(vault, exist_ok=True)
        for name, text in (notes or {f"N{number}.md": PROJECT % b"Plan" for number in range(20)}).items():
            put(f"{vault}/{name}", text)
        self.vault, self.output, self.status = vault, b"", None
        self.master, self.slave = pty.openpty()
        self.resize(rows, columns)
        self.before = termios.tcgetattr(self.slave)
        base = {"PATH": os.environ["PATH"], "HOME": place, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        every = {name: value for name, value in {**base, **(environment or {})}.items() if value is not None}
        self.reports, report = os.pipe()
        self.leader = os.fork()
        if self.leader == 0:
            os.setsid()
            fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
            signal.signal(signal.SIGTTOU, signal.SIG_IGN)
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
            child = os.fork()
            if child == 0:
                os.setpgid(0, 0)
                os.tcsetpgrp(self.slave, os.getpid())
                signal.signal(signal.SIGTTOU, signal.SIG_DFL)
                signal.signal(signal.SIGHUP, signal.SIG_DFL)
                os.dup2(os.open(stdin, os.O_RDONLY) if stdin else self.slave, 0)
                os.dup2(self.slave, 1)
                os.dup2(self.slave, 2)
                os.closerange(3, 64)
                try:
                    os.execve(PROGRAM, [PROGRAM, vault], every)
                finally:
                    os._exit(127)
            os.write(report, struct.pack("i", child))
            os.close(self.master)
            os.close(self.slave)
            _, status = os.waitpid(child, 0)
            os.write(report, struct.pack("i", status))
            os._exit(0)
        os.close(report)
        self.pid = struct.unpack("i", os.read(self.reports, 4))[0]
        if wait:
            expect(self.shows(b"watching", 20), f"did not start: {self.output[-200:]!r}")

    def resize(self, rows, columns):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds, most=1 << 16):
        """Takes what the cockpit writes within a time."""
        end = time.time() + seconds
        while (rest := end - time.time()) > 0:
            if not select.select([self.master], [], [], rest)[0]:
                return
            try:
                data = os.read(self.master, most)
            except OSError:
                return
            if not data:
                return
            self.output += data

    def shows(self, words, seconds):
        end = time.time() + seconds
        while time.time() < end and words not in self.output:
            self.read(0.002)
        return words in self.output

    def type(self, keys):
        os.write(self.master, keys)

    def answers(self, seconds=1.0):
        """Whether the help comes up in time, and goes."""
        self.read(0.1)
        self.output, start = b"", time.time()
        self.type(b"?")
        if not self.shows(b"Keys and", 20):
            return False
        took = time.time() - start
        self.type(b"\x1b")
        self.read(0.2)
        return took <= seconds

    def ended(self, seconds, reads=True):
        """Whether the program ended within a time."""
        end = time.time() + seconds
        while self.status is None and time.time() < end:
            if reads:
                self.read(0.02)
            if select.select([self.reports], [], [], 0.02)[0]:
                data = os.read(self.reports, 4)
                self.status = struct.unpack("i", data)[0] if len(data) == 4 else 0
        if self.status is not None and reads:
            self.read(0.1)
        return self.status is not None

    def state(self):
        with open(f"/proc/{self.pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0]

    def is_cooked(self):
        return termios.tcgetattr(self.slave)[:4] == self.before[:4]

    def is_given_back(self):
        """What is wrong with the terminal afterwards; empty if nothing is."""

        def last(pattern):
            found = [match.start() for match in re.finditer(pattern, self.output)]
            return found[-1] if found else -1

        if not self.is_cooked():
            return "raw"
        if last(rb"\x1b\[\?1049h") > last(rb"\x1b\[\?1049l"):
            return "on the other screen"
        if last(rb"\x1b\[\?25l") > max(last(rb"\x1b\[\?25h"), last(rb"\x1b\[\?12;?2?5?h")):
            return "without a cursor"
        if last(rb"\x1b\[\?2004h") > last(rb"\x1b\[\?2004l"):
            return "with bracketed paste"
        if last(rb"\x1b\[\?100[0236]h") > last(rb"\x1b\[\?100[0236]l"):
            return "with the mouse on"
        return ""

    def end(self):
        for pid in (self.pid, self.leader):
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                pass
        os.waitpid(self.leader, 0)
        for file in (self.master, self.slave, self.reports):
            try:
                os.close(file)
            except OSError:
                pass


def life(body):
    """Runs a body on a new terminal, which goes afterwards."""
    with folder() as place:
        terminal = Terminal(place)
        try:
            return body(terminal)
        finally:
            terminal.end()


@case("113 SIGTERM, SIGINT, SIGHUP, SIGQUIT")
def ending():
    for name in ("TERM", "INT", "HUP", "QUIT"):

        def body(terminal):
            os.kill(terminal.pid, getattr(signal, "SIG" + name))
            expect(terminal.ended(2), f"SIG{name}: alive after 2 s")
            expect(not terminal.is_given_back(), f"SIG{name}: left {terminal.is_given_back()}")

        life(body)
    return "cooked, main screen, cursor"


@case("114, 116 SIGSEGV, SIGBUS, SIGILL, SIGABRT, SIGFPE, SIGTRAP")
def crashing():
    for name in ("SEGV", "BUS", "ILL", "ABRT", "FPE", "TRAP"):

        def body(terminal):
            os.kill(terminal.pid, getattr(signal, "SIG" + name))
            expect(terminal.ended(2), f"SIG{name}: alive after 2 s")
            expect(os.WIFSIGNALED(terminal.status), f"SIG{name}: its status says nothing of a signal")
            expect(not terminal.is_given_back(), f"SIG{name}: left {terminal.is_given_back()}")

        life(body)
    return "given back, and the status tells"


@case("117 SIGTSTP and SIGCONT, 50 times")
def stopping():
    def body(terminal):
        for number in range(50):
            os.kill(terminal.pid, signal.SIGTSTP)
            end = time.time() + 2
            while terminal.state() != "T" and time.time() < end:
                terminal.read(0.01)
            terminal.read(0.02)
            expect(terminal.state() == "T", f"number {number}: not stopped")
            expect(not terminal.is_given_back(), f"number {number}: stopped {terminal.is_given_back()}")
            terminal.output = b""
            os.kill(terminal.pid, signal.SIGCONT)
            expect(terminal.shows(b"Projects", 2), f"number {number}: not drawn anew")
        expect(terminal.answers(), "no answer afterwards")

    life(body)
    return "given back and drawn anew each time"


@case("118 storm of sizes from 0x0 to 1x200")
def storm():
    def body(terminal):
        for number in range(210):
            terminal.resize(*[(1, 1), (2, 2), (1, 200), (200, 1), (24, 80), (3, 7), (0, 0)][number % 7])
            terminal.read(0.005)
        terminal.resize(24, 80)
        terminal.read(0.3)
        expect(not terminal.ended(0.1) and terminal.answers(), "no answer afterwards")

    life(body)
    return "alive, drawn anew"


@case("119 start at 1x1, 2x1, 0x0")
def tiny():
    for rows, columns in ((1, 1), (2, 1), (0, 0)):
        with folder() as place:
            terminal = Terminal(place, rows, columns, wait=False)
            terminal.read(1)
            expect(not terminal.ended(0.3), f"{rows}x{columns}: ended")
            terminal.resize(24, 80)
            terminal.read(0.3)
            expect(terminal.answers(), f"{rows}x{columns}: no answer once there is room")
            terminal.end()
    return "runs"


@case("120 the terminal goes, with SIGHUP and without")
def vanishing():
    for ignores in (False, True):

        def body(terminal):
            if ignores:
                # Nobody tells it: only its input ends.
                os.close(terminal.slave)
                os.close(terminal.master)
            else:
                os.kill(terminal.pid, signal.SIGHUP)
                os.close(terminal.slave)
                os.close(terminal.master)
            start = time.time()
            expect(terminal.ended(1.5, reads=False), "alive after 1.5 s")
            return time.time() - start

        life(body)
    return "ended within a second"


@case("120 the terminal goes while a save is under way")
def vanishingSave():
    seen = set()
    for number in range(12):
        with folder() as place:
            terminal = Terminal(place, notes={"Plan.md": PROJECT % b"Plan"})
            terminal.type(b"gs")
            terminal.read(0.2)
            terminal.type(b" ")
            time.sleep(number * 0.002)
            os.close(terminal.slave)
            os.close(terminal.master)
            expect(terminal.ended(3, reads=False), "alive after 3 s")
            with open(terminal.vault + "/Plan.md", "rb") as file:
                text = file.read()
            terminal.end()
            expect(text in (PROJECT % b"Plan", (PROJECT % b"Plan").replace(b"[ ]", b"[x]")), repr(text))
            expect(os.listdir(terminal.vault) == ["Plan.md"], f"left behind: {os.listdir(terminal.vault)}")
            seen.add(b"[x]" in text)
    return "old or new, nothing left; " + " and ".join(sorted("new" if one else "old" for one in seen)) + " seen"


@case("113 SIGHUP and SIGTERM while a save is under way")
def signalledSave():
    for name in ("HUP", "TERM", "INT"):
        for number in range(8):
            with folder() as place:
                terminal = Terminal(place, notes={"Plan.md": PROJECT % b"Plan"})
                terminal.type(b"gs")
                terminal.read(0.2)
                terminal.type(b" ")
                time.sleep(number * 0.003)
                os.kill(terminal.pid, getattr(signal, "SIG" + name))
                expect(terminal.ended(3), f"SIG{name}: alive after 3 s")
                with open(terminal.vault + "/Plan.md", "rb") as file:
                    text = file.read()
                terminal.end()
                expect(text in (PROJECT % b"Plan", (PROJECT % b"Plan").replace(b"[ ]", b"[x]")), repr(text))
                expect(os.listdir(terminal.vault) == ["Plan.md"], f"left behind: {os.listdir(terminal.vault)}")
    return "finished or not begun"


@case("121 standard input is /dev/null, or ends")
def silent():
    with folder() as place:
        terminal = Terminal(place, stdin="/dev/null", wait=False)
        terminal.read(1)
        if terminal.ended(1):
            fault = terminal.is_given_back()
            expect(not fault, "left " + fault)
            said = "ends"
        else:
            before = cpu(terminal.pid)
            terminal.read(2)
            expect(cpu(terminal.pid) - before < 0.1, "it spins")
            said = "waits"
        terminal.end()
    return said


@case("113 output blocked, then SIGTERM")
def blocked():
    def body(terminal):
        for number in range(400):
            terminal.resize(60 + number % 2, 200 + number % 2)
            time.sleep(0.002)
        before = cpu(terminal.pid)
        time.sleep(1)
        expect(cpu(terminal.pid) - before < 0.3, "it spins while nothing is taken")
        os.kill(terminal.pid, signal.SIGTERM)
        start = time.time()
        expect(terminal.ended(2, reads=False), "alive after 2 s")
        took = time.time() - start
        expect(terminal.is_cooked(), "left raw")
        return f"ended within {took:.1f} s"

    return life(body)


@case("124 slow terminal, 1 kB in a second")
def slow():
    def body(terminal):
        terminal.read(0.5)
        terminal.output, start = b"", time.time()

        def trickle(seconds):
            end = time.time() + seconds
            while time.time() < end:
                terminal.read(0.001, 50)
                time.sleep(0.05)

        for number in range(40):
            terminal.type(b"j")
            trickle(0.1)
        # What was drawn meanwhile must not lie in a queue: another key shows soon.
        terminal.output = b""
        start = time.time()
        terminal.type(b":")
        while b"\x1b[?25h" not in terminal.output and b"Commands" not in terminal.output and time.time() - start < 20:
            trickle(0.05)
        took = time.time() - start
        terminal.type(b"\x1b")
        before = time.time()
        os.kill(terminal.pid, signal.SIGTERM)
        expect(terminal.ended(2), "alive after 2 s")
        return took, time.time() - before

    took, end = life(body)
    expect(took < 8, f"a key was drawn after {took:.1f} s")
    return f"a whole new frame is there after {took:.1f} s, its end after {end:.1f} s"


@case("125 TERM unknown, unset, dumb, hostile")
def kinds():
    for kind in ("nosuchterm", None, "dumb", "", "../../etc/passwd", "x" * 4000, "\x1b]0;x\x07"):
        with folder() as place:
            terminal = Terminal(place, environment={"TERM": kind}, wait=False)
            expect(terminal.ended(3), f"TERM={kind!r}: runs")
            expect(os.WEXITSTATUS(terminal.status) == 2, f"TERM={kind!r}: status {terminal.status}")
            expect(b"\x1b" not in terminal.output and len(terminal.output) > 10, f"TERM={kind!r}: {terminal.output!r}")
            terminal.end()
    return "a line in words, status 2"


@case("126 LANG=C, POSIX, no such locale; LINES and COLUMNS of nonsense")
def locales():
    for environment in (
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX"},
        {"LC_ALL": "xx_YY.UTF-9"},
        {"LC_ALL": None},
        {"LINES": "0", "COLUMNS": "-7"},
        {"LINES": "99999999999", "COLUMNS": "x"},
        {"LINES": "1", "COLUMNS": "1"},
        {"ESCDELAY": "-5", "NCURSES_NO_UTF8_ACS": "1"},
        {"TERMINFO": "/nonexistent"},
        {"TZ": ":/etc/passwd"},
        {"TMPDIR": "/nonexistent"},
    ):
        with folder() as place:
            terminal = Terminal(place, environment=environment)
            expect(terminal.answers(), f"{environment}: no answer")
            terminal.type(b"q")
            expect(terminal.ended(3) and os.WEXITSTATUS(terminal.status) == 0, f"{environment}: {terminal.status}")
            expect(not terminal.is_given_back(), f"{environment}: left {terminal.is_given_back()}")
            terminal.end()
    return "runs"


@case("128 in the background")
def background():
    with folder() as place:
        vault = place + "/vault"
        os.makedirs(vault)
        put(vault + "/Plan.md", PROJECT % b"Plan")
        cockpit.need("bash")
        name = f"b{time.monotonic_ns()}"
        cockpit.tmux(
            "new-session",
            "-d",
            "-s",
            name,
            "-x",
            "100",
            "-y",
            "30",
            f"HOME={place} XDG_STATE_HOME={place}/s bash --norc -i",
        )
        time.sleep(0.5)
        cockpit.tmux("send-keys", "-t", name, f"'{PROGRAM}' '{vault}' & echo number $!", "Enter")
        time.sleep(1.5)
        screen = cockpit.tmux("capture-pane", "-p", "-t", name)
        pid = int(re.search(r"number (\d+)", screen.split("echo number $!")[-1])[1])
        with open(f"/proc/{pid}/stat") as file:
            state = file.read().rsplit(")", 1)[1].split()[0]
        used = cpu(pid)
        expect(state == "T", f"in the background it is {state}, not stopped")
        expect(used < 0.5, f"{used:.1f} s of a processor")
        cockpit.tmux("send-keys", "-t", name, "fg", "Enter")
        end = time.time() + 5
        while "Next steps" not in cockpit.tmux("capture-pane", "-p", "-t", name) and time.time() < end:
            time.sleep(0.05)
        expect("Next steps" in cockpit.tmux("capture-pane", "-p", "-t", name), "fg does not show it")
        cockpit.tmux("send-keys", "-t", name, "q")
        cockpit.tmux("kill-session", "-t", name)
    return "stops, does not spin, comes with fg"


@case("an endless paste, and noise for keys")
def noise():
    def body(terminal):
        terminal.type(b"/")
        terminal.read(0.2)
        for piece in [b"\x1b[200~"] + [b"paste \x1b[31m\r\n\x00\xff" * 50] * 200 + [b"\x1b[201~"]:
            terminal.type(piece)
            terminal.read(0.001)
        terminal.read(1)
        terminal.type(b"\x1b")
        terminal.read(0.5)
        expect(terminal.answers(3), "no answer after a paste")
        import random

        random.seed(7)
        for _ in range(200):
            # Without the keys that leave or change something.
            keys = bytes(byte for byte in random.randbytes(40) if byte not in b"qQ\x03\x1a\x1c\x04ZE")
            terminal.type(keys)
            terminal.read(0.005)
        expect(not terminal.ended(0.5), f"ended: {terminal.output[-200:]!r}")

    life(body)
    return "alive"


@case("112 a note of 10 MB and 220,000 steps: keys while it is changed")
def large():
    steps = b"".join(b"- [ ] step number %06d of many, with words\n" % number for number in range(220_000))
    with folder() as place:
        terminal = Terminal(place, 40, 120, notes={"Plan.md": PROJECT % b"Plan" + steps})
        try:
            start = time.time()
            expect(terminal.shows(b"step number 000000", 30), "not shown")
            shown = time.time() - start
            terminal.type(b"gs")
            terminal.read(1)
            waits, changes = [], []
            for _ in range(5):
                terminal.output, start = b"", time.time()
                terminal.type(b" ")
                # Keys while the note is changed, read and laid out: the help comes and goes.
                for _ in range(4):
                    terminal.output, pressed = b"", time.time()
                    terminal.type(b"?")
                    expect(terminal.shows(b"Keys and", 10), "no answer")
                    waits.append(time.time() - pressed)
                    terminal.type(b"\x1b")
                    terminal.read(0.15)
                terminal.read(2)
                terminal.type(b"j")
                terminal.read(0.5)
            terminal.output, start = b"", time.time()
            terminal.type(b" ")
            expect(terminal.shows(b"[x]", 20), "not toggled")
            changes.append(time.time() - start)
            terminal.read(1)
            waits.sort()
            expect(waits[len(waits) * 95 // 100] < 0.1, f"keys wait for {waits[-5:]}")
            return (
                f"shown after {shown:.1f} s, a toggle after {changes[0]:.1f} s; {len(waits)} keys meanwhile: "
                f"median {waits[len(waits) // 2] * 1000:.0f} ms, 95 of 100 within "
                f"{waits[len(waits) * 95 // 100] * 1000:.0f} ms, the slowest {waits[-1] * 1000:.0f} ms"
            )
        finally:
            terminal.end()


if __name__ == "__main__":
    cockpit.main()
