#!/usr/bin/env python3
"""faults.py PROGRAM [WORD...]: puts faults into saves of the built program from outside; see README.md beside it."""
import collections
import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

PROGRAM = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else sys.exit(__doc__)
WORDS = sys.argv[2:]
TEXT = b"# Plan\n- [ ] write\n- [ ] read\ntail without an end"
SECONDS = int(os.environ.get("MUSTER_FAULT_SECONDS", "60"))
DONE = b" \xe2\x9c\x85 2026-01-02"

def traced(place, calls, what, when=1):
    """The words before a command under which strace does something at one of its calls of these kinds."""
    words = ["strace", "-qq", "-f", "-o", place + "/trace"]
    return words + ["-e", f"trace={calls}", "-e", f"inject={calls}:{what}:when={when}"]


# What strace can make each call answer. `close` is left out: the loader dies of it.
ERRORS = {
    "openat": ["EMFILE", "ENOSPC", "EACCES", "EIO"], "openat2": ["ENOSYS", "EACCES", "EIO"],
    "newfstatat": ["EIO"], "pread64": ["EIO", "EINTR"],
    "pwrite64": ["ENOSPC", "EIO", "EDQUOT", "EINTR"], "fsync": ["EIO", "ENOSPC"], "fdatasync": ["EIO"],
    "renameat2": ["EINVAL", "ENOSYS", "EIO", "ENOSPC", "EBUSY", "EPERM"], "unlinkat": ["EIO", "EBUSY"],
    "fcntl": ["EAGAIN", "EINVAL"], "fchmod": ["EPERM"], "flistxattr": ["EIO"], "linkat": ["EPERM", "EIO"],
    "fallocate": ["ENOSPC", "EOPNOTSUPP"], "ftruncate": ["EIO"], "faccessat2": ["EACCES"],
    "clock_nanosleep": ["EINTR"],
}


class Skip(Exception):
    """The means of a case are missing."""


class Vault:
    """A vault with one note, and a state folder."""

    def __init__(self, folder, shape="same"):
        self.folder, self.vault, self.state = folder, folder + "/vault", folder + "/state"
        self.note = self.vault + "/Plan.md"
        os.makedirs(self.vault)
        os.makedirs(self.state)
        self.old, self.new = TEXT, TEXT.replace(b"[ ] write", b"[x] write")
        if shape != "same":
            # With the Tasks plugin a toggle adds the day, and takes it away again.
            os.makedirs(self.vault + "/.obsidian")
            put(self.vault + "/.obsidian/community-plugins.json", b'["obsidian-tasks-plugin"]')
            self.new = self.new.replace(b"write", b"write" + DONE)
        if shape == "shrink":
            self.old, self.new = self.new, self.old
        put(self.note, self.old)
        os.chmod(self.note, 0o640)

    def command(self, *words):
        return [PROGRAM, *words, "--vault", self.vault]

    def run(self, command=None, before=(), **more):
        environment = dict(os.environ, XDG_STATE_HOME=self.state, HOME=self.folder)
        command = command or self.command("toggle", "Plan.md:2", "--today", "2026-01-02")
        return subprocess.run([*before, *command], env=environment, capture_output=True, timeout=60, **more)

    def restart(self):
        return self.run(self.command("undo", "--list"))

    def text(self):
        with open(self.note, "rb") as file:
            return file.read()

    def names(self):
        return sorted(name for name in os.listdir(self.vault) if name != ".obsidian")

    def wrong(self, result, mayBeUnsaid=False, names=("Plan.md",), mode=0o640):
        """What is wrong after a save and a restart; empty if nothing is."""
        status, said = result.returncode, result.stdout + result.stderr
        text = self.text()
        if not mayBeUnsaid and b"not certain" not in said:
            if text != (self.new if status == 0 else self.old):
                return f"status {status}, but the note is {self.name(text)}: {said[-120:]!r}"
        self.restart()
        if self.text() not in (self.old, self.new):
            return f"neither old nor new: {self.text()!r}"
        if self.names() != list(names):
            return f"left behind: {self.names()}"
        if os.stat(self.note).st_mode & 0o7777 != mode:
            return f"mode {os.stat(self.note).st_mode:o}"
        return ""

    def name(self, text):
        return "old" if text == self.old else "new" if text == self.new else repr(text)


def put(path, data):
    with open(path, "wb") as file:
        file.write(data)


def need(*programs):
    for program in programs:
        if not shutil.which(program):
            raise Skip(f"no {program} here")


def need_root():
    if os.getuid() != 0:
        raise Skip("needs root")


@contextlib.contextmanager
def folder(on=None):
    path = tempfile.mkdtemp(prefix="muster-fault-", dir=on)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def mounted(*arguments):
    need_root()
    result = subprocess.run(["mount", *arguments], capture_output=True)
    if result.returncode:
        raise Skip("mount: " + result.stderr.decode().strip()[:60])
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", arguments[-1]], check=False)


def expect(condition, words=""):
    if not condition:
        raise AssertionError(words)


# ---- The cases -------------------------------------------------------------------------------------------------

CASES = collections.OrderedDict()


def case(name):
    def register(body):
        CASES[name] = body
        return body
    return register


def sweep(injections, mayBeUnsaid):
    need("strace")
    total, wrong = 0, []
    for linked in (False, True):
        for shape in ("same", "grow", "shrink"):
            for call, injection in injections:
                for number in range(1, 200):
                    with folder() as place:
                        vault = Vault(place, shape)
                        if linked:
                            os.link(vault.note, place + "/second")
                        trace = place + "/trace"
                        inject = f"{call}:{injection}:when={number}"
                        result = vault.run(
                            before=["strace", "-qq", "-f", "-o", trace, "-e", f"trace={call}", "-e", f"inject={inject}"])
                        with open(trace, errors="replace") as file:
                            traced = file.read()
                        if "(INJECTED)" not in traced and "killed by SIGKILL" not in traced:
                            break
                        total += 1
                        fault = vault.wrong(result, mayBeUnsaid)
                        if not fault and linked:
                            with open(place + "/second", "rb") as file:
                                fault = "" if file.read() == vault.text() else "the two names differ"
                        if fault:
                            wrong.append(f"{shape}{' linked' if linked else ''} {inject}: {fault}")
    expect(not wrong, f"{len(wrong)} of {total}:\n  " + "\n  ".join(wrong[:40]))
    return f"{total} injections"


@case("1-3 every error at every call")
def errors():
    return sweep([(call, f"error={error}") for call, all in ERRORS.items() for error in all], False)


@case("1-2 SIGKILL at every call")
def kills():
    return sweep([(call, "signal=SIGKILL") for call in ERRORS], True)


@case("5 disk full, growing edit")
def full():
    with folder() as place, mounted("-t", "tmpfs", "-o", "size=64k", "tmpfs", place):
        vault = Vault(place + "/v", "grow")
        state = tempfile.mkdtemp()
        vault.state = state
        with contextlib.suppress(OSError):
            put(place + "/ballast", b"x" * (1 << 20))
        result = vault.run()
        expect(result.returncode != 0, "it was saved on a full disk")
        expect(b"full" in result.stdout + result.stderr, "the words do not name the disk")
        fault = vault.wrong(result)
        shutil.rmtree(state)
        expect(not fault, fault)
    return "old, and said so"


@case("7 no inode left")
def inodes():
    with folder() as place, mounted("-t", "tmpfs", "-o", "nr_inodes=8", "tmpfs", place):
        vault = Vault(place + "/v")
        vault.state = tempfile.mkdtemp()
        with contextlib.suppress(OSError):
            for number in range(20):
                put(f"{place}/ballast{number}", b"")
        result = vault.run()
        fault = vault.wrong(result)
        shutil.rmtree(vault.state)
        expect(not fault, fault)
        return f"status {result.returncode}"


@case("12 limit on file sizes")
def fsize():
    need("prlimit")
    with folder() as place:
        vault = Vault(place, "grow")
        vault.old, vault.new = vault.old + b"x" * 30000, vault.new + b"x" * 30000
        put(vault.note, vault.old)
        result = vault.run(before=["prlimit", "--fsize=20000"])
        expect(result.returncode > 0, f"status {result.returncode}")
        fault = vault.wrong(result)
        expect(not fault, fault)
    return "old, and said so"


@case("13 no descriptor left")
def nofile():
    need("prlimit")
    seen = collections.Counter()
    for limit in range(3, 16):
        with folder() as place:
            vault = Vault(place, "grow")
            result = vault.run(before=["prlimit", f"--nofile={limit}"])
            seen[result.returncode] += 1
            fault = vault.wrong(result)
            expect(not fault, f"limit {limit}: {fault}")
    return f"{seen[0]} saved, {sum(seen.values()) - seen[0]} refused"


@case("14-16 power cut after a save, and in the middle of one")
def power():
    need_root()
    kinds = {"ext4": ["mkfs.ext4", "-q", "-F"], "xfs": ["mkfs.xfs", "-q", "-f"], "btrfs": ["mkfs.btrfs", "-q", "-f"]}
    done = []
    for kind, make in kinds.items():
        if not shutil.which(make[0]):
            continue
        for shape in ("same", "grow", "shrink"):
            with folder() as place:
                cut(place, kind, make, shape)
        done.append(kind)
    if not done:
        raise Skip("no mkfs here")
    return " ".join(done)


def cut(place, kind, make, shape):
    """Copies the disk's image after the save and at random moments, and mounts the copy: that is what is on disk."""
    image, copy, mount = place + "/image", place + "/copy", place + "/mount"
    os.makedirs(mount)
    with open(image, "wb") as file:
        file.truncate((320 if kind == "xfs" else 128) << 20)
    made = subprocess.run([*make, image], capture_output=True)
    if made.returncode:
        raise Skip(make[0] + ": " + made.stderr.decode()[:60])

    def look(old, new):
        shutil.copyfile(image, copy)
        # Over the first: the state folder belongs to the vault's path.
        with mounted("-o", "loop,nouuid" if kind == "xfs" else "loop", copy, mount):
            vault = Vault.__new__(Vault)
            vault.folder, vault.vault, vault.state = place, mount + "/v/vault", mount + "/v/state"
            vault.note, vault.old, vault.new = vault.vault + "/Plan.md", old, new
            told = vault.restart()
            text = vault.text()
            expect(text in (old, new), f"{kind} {shape}: neither old nor new: {text!r}")
            expect(vault.names() == ["Plan.md"], f"{kind} {shape}: left behind: {vault.names()}, {told}")
            return text

    with mounted("-o", "loop", image, mount):
        vault = Vault(mount + "/v", shape)
        os.sync()
        old, new = vault.old, vault.new
        for _ in range(4):
            process = subprocess.Popen(
                vault.command("toggle", "Plan.md:2", "--today", "2026-01-02"),
                env=dict(os.environ, XDG_STATE_HOME=vault.state, HOME=place), stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL)
            time.sleep(random.random() * 0.03)
            # Stopped, so that the copy is of one moment: a copy takes longer than a save.
            os.kill(process.pid, signal.SIGSTOP)
            while running(process.pid):
                time.sleep(0.0005)
            look(old, new)
            os.kill(process.pid, signal.SIGCONT)
            expect(process.wait(60) == 0, "not saved")
            old, new = new, old
            expect(look(new, old) == old, f"{kind} {shape}: saved, but lost in a power cut")


def running(pid):
    """Whether a process is neither stopped nor at its end: a call that waits for the disk ends before it stops."""
    with open(f"/proc/{pid}/stat", "rb") as file:
        return file.read().rsplit(b")", 1)[1].split()[0] not in (b"T", b"Z")


@case("18 the journal cannot be written")
def journal():
    with folder() as place:
        vault = Vault(place)
        put(vault.state + "/muster", b"in the way")
        result = vault.run()
        expect(result.returncode != 0, "saved without a journal")
        expect(vault.text() == vault.old and vault.names() == ["Plan.md"], "the vault was touched")
    return "refused, vault untouched"


@case("22 two programs, 1,000 toggles each")
def two():
    with folder() as place:
        vault = Vault(place)
        results = {2: [], 3: []}

        def toggle(line):
            for _ in range(1000):
                results[line].append(vault.run(vault.command("toggle", f"Plan.md:{line}")).returncode)

        both = [threading.Thread(target=toggle, args=(line,)) for line in results]
        for one in both:
            one.start()
        for one in both:
            one.join()
        text = vault.text()
        for line, statuses in results.items():
            odd = sum(status == 0 for status in statuses) % 2
            expect((text.split(b"\n")[line - 1][:5] == b"- [x]") == bool(odd), f"line {line}: {text!r}")
        refused = sum(status != 0 for statuses in results.values() for status in statuses)
        expect(vault.names() == ["Plan.md"], f"left behind: {vault.names()}")
    return f"none lost, {refused} refused and said so"


def hammer(save):
    """Saves foreign numbers into the note while it is toggled; every number and every toggle must stay."""
    with folder() as place:
        vault = Vault(place)
        vault.old = b"foreign 000000000\n" + TEXT
        put(vault.note, vault.old)
        state = {"end": False, "lost": [], "saves": 0}

        def foreign():
            while not state["end"]:
                with open(vault.note, "r+b") as file:
                    # Another file may have taken the name while we waited for this one.
                    if os.fstat(file.fileno()).st_ino != os.stat(vault.note).st_ino:
                        continue
                    text = file.read()
                    if int(text[8:17]) != state["saves"]:
                        state["lost"].append(f"{state['saves']} became {text[8:17].decode()}")
                        state["saves"] = int(text[8:17])
                    save(vault.note, file, text[:8] + b"%09d" % (state["saves"] + 1) + text[17:])
                    state["saves"] += 1

        thread = threading.Thread(target=foreign)
        thread.start()
        seen = collections.Counter()
        end = time.time() + SECONDS
        while time.time() < end:
            result = vault.run(vault.command("toggle", "Plan.md:3", "--today", "2026-01-02"))
            said = result.stdout + result.stderr
            expect(result.returncode == 0 or said, "refused without a word")
            seen[result.returncode] += 1
        state["end"] = True
        thread.join()
        text = vault.text()
        expect(not state["lost"], f"{len(state['lost'])} of {state['saves']} foreign saves lost: {state['lost'][:3]}")
        expect(int(text[8:17]) == state["saves"], "the last foreign save is lost")
        expect((b"- [x] write" in text) == bool(seen[0] % 2), f"a toggle is lost: {seen}, {text!r}")
        vault.restart()
        expect(vault.names() == ["Plan.md"], f"left behind: {vault.names()}")
        return f"{state['saves']} foreign saves and {seen[0]} toggles, none lost; {sum(seen.values()) - seen[0]} refused"


@case("41 another program saves by rename all the time")
def renamer():
    def save(note, file, text):
        put(note + ".new", text)
        os.rename(note + ".new", note)
    return hammer(save)


@case("42 another program saves in place all the time")
def writer():
    def save(note, file, text):
        file.seek(0)
        file.write(text)
        file.flush()
    return hammer(save)


@case("43 another program saves slowly in place")
def slow():
    def save(note, file, text):
        file.seek(0)
        for start in range(0, len(text), 8):
            file.write(text[start:start + 8])
            file.flush()
            time.sleep(0.01)
    return hammer(save)


def refused(vault, *words):
    result = vault.run()
    expect(result.returncode != 0, "it was written")
    expect(vault.text() == vault.old and vault.names() == ["Plan.md"], "the vault was touched")
    said = (result.stdout + result.stderr).decode(errors="replace")
    expect(any(word in said for word in words), "unclear words: " + said)
    return "refused: " + said.strip()[:60]


@case("23 vault mounted read-only")
def readonly():
    with folder() as place:
        vault = Vault(place)
        with mounted("--bind", vault.vault, vault.vault):
            subprocess.run(["mount", "-o", "remount,ro,bind", vault.vault], check=True)
            return refused(vault, "read-only")


def protected(flag):
    need_root()
    need("chattr")
    with folder() as place:
        vault = Vault(place)
        if subprocess.run(["chattr", "+" + flag, vault.note], capture_output=True).returncode:
            raise Skip("chattr does not work here")
        try:
            return refused(vault, "forbids", "denied", "protected")
        finally:
            subprocess.run(["chattr", "-" + flag, vault.note], check=True)


@case("24 note immutable")
def immutable():
    return protected("i")


@case("26 note append-only")
def appendonly():
    return protected("a")


@case("27 folder not writable, as another user")
def locked():
    need_root()
    need("setpriv")
    for shape in ("same", "grow", "shrink"):
        with folder() as place:
            os.chmod(place, 0o755)
            vault = Vault(place, shape)
            os.chown(vault.note, 1000, 1000)
            os.chown(vault.state, 1000, 1000)
            before = ["setpriv", "--reuid", "1000", "--regid", "1000", "--clear-groups"]
            result = vault.run(before=before)
            expect(result.returncode == 0, result.stderr.decode())
            expect(vault.text() == vault.new and vault.names() == ["Plan.md"], "not written in place")
    return "written in place"


@case("28-30 owner, mode, attributes and access list")
def metadata():
    need_root()
    for shape in ("same", "grow", "shrink"):
        for mode in (0o640, 0o600, 0o664, 0o777):
            with folder() as place:
                vault = Vault(place, shape)
                os.chmod(vault.note, mode)
                os.chown(vault.note, 1001, 1002)
                os.setxattr(vault.note, "user.tag", b"blue")
                before = os.stat(vault.note)
                old = os.umask(0o077)
                result = vault.run()
                os.umask(old)
                after = os.stat(vault.note)
                expect(result.returncode == 0 and vault.text() == vault.new, "not saved")
                expect((after.st_uid, after.st_gid, after.st_mode) == (1001, 1002, before.st_mode), "owner or mode")
                expect(os.getxattr(vault.note, "user.tag") == b"blue", "attribute lost")
        if shutil.which("setfacl"):
            with folder() as place:
                vault = Vault(place, shape)
                subprocess.run(["setfacl", "-d", "-m", "u:1005:rwx", vault.vault], check=True)
                subprocess.run(["setfacl", "-m", "u:1003:rw", vault.note], check=True)
                show = ["getfacl", "-p", vault.note]
                before = subprocess.run(show, capture_output=True).stdout
                expect(vault.run().returncode == 0, "not saved")
                expect(subprocess.run(show, capture_output=True).stdout == before, "access list")
    return "kept" + ("" if shutil.which("setfacl") else "; no setfacl here, access lists not tried")


@case("35 note of an overlay's lower layer")
def overlay():
    for shape in ("same", "grow", "shrink"):
        with folder() as place:
            vault = Vault(place, shape)
            for name in ("upper", "work", "merged"):
                os.makedirs(f"{place}/{name}")
            options = f"lowerdir={vault.vault},upperdir={place}/upper,workdir={place}/work"
            with mounted("-t", "overlay", "overlay", "-o", options, place + "/merged"):
                vault.vault, vault.note = place + "/merged", place + "/merged/Plan.md"
                result = vault.run()
                fault = vault.wrong(result)
                expect(not fault and result.returncode == 0, fault or result.stderr.decode())
    return "saved"


@case("36 FUSE without exchange and unnamed files")
def fuse():
    need("bindfs")
    for shape in ("same", "grow", "shrink"):
        with folder() as place:
            vault = Vault(place, shape)
            os.makedirs(place + "/mount")
            made = subprocess.run(["bindfs", vault.vault, place + "/mount"], capture_output=True)
            if made.returncode:
                raise Skip("bindfs: " + made.stderr.decode()[:60])
            try:
                vault.vault, vault.note = place + "/mount", place + "/mount/Plan.md"
                result = vault.run()
                fault = vault.wrong(result)
                expect(not fault and result.returncode == 0, fault or result.stderr.decode())
            finally:
                subprocess.run(["umount", place + "/mount"], check=False)
    return "saved"


@case("53 undo after SIGKILL and restart")
def undo():
    with folder() as place:
        vault = Vault(place, "grow")
        expect(vault.run().returncode == 0, "not saved")
        expect(vault.text() == vault.new, "not new")
        expect(vault.run(vault.command("undo")).returncode == 0, "not undone")
        expect(vault.text() == vault.old, "not old")
    return "exact old bytes"


def main():
    failed = 0
    print(f"{'case':<58} {'outcome':<8} {'time':>7}")
    for name, body in CASES.items():
        if WORDS and not any(word in name for word in WORDS):
            continue
        start = time.time()
        try:
            outcome, words = "good", body() or ""
        except Skip as reason:
            outcome, words = "skipped", str(reason)
        except (AssertionError, OSError, subprocess.SubprocessError) as error:
            outcome, words = "WRONG", f"{error}"
            failed += 1
        print(f"{name:<58} {outcome:<8} {time.time() - start:6.1f}s  {words}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
