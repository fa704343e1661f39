"""Which of some small changes to the code no test notices.

First it is learned which tests run which stretch of code. Then each change is tried in a process
forked off one that has collected every test: it swaps the changed functions in and runs the tests
that pass there, the quickest first, until one fails. What no function holds (a table, a pattern),
or what had done its work before a test began, is tried with the whole package imported anew.
"""

from __future__ import annotations

import ast
import bisect
import builtins
import contextlib
import functools
import gc
import importlib
import importlib.machinery
import os
import pickle
import resource
import shutil
import signal
import sys
import tempfile
import time
import types
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from mutating import ROOT, Mutant, beginnings, mutated

ALONE, LEAST = 20.0, 10.0  # seconds of tests that one change may cost; and what any may take
FEW = 20  # tests that run a stretch; where fewer do, those of its whole module are asked, too
AT_ONCE = len(os.sched_getaffinity(0))


def unnoticed(
    tried: Sequence[Mutant], tests: Sequence[str], reach: Reach | None = None
) -> list[Mutant]:
    """Those of the changes that no test notices."""
    reach = reach or _session(Learning(), tests)
    swapped = [mutant for mutant in tried if mutant.function]
    living = set(_session(Swapping(swapped, reach), tests))
    doubted = [m for m in tried if (m in living and reach.early(m)) or not m.function]
    found = _each([functools.partial(_anew, m, reach.tests(m)) for m in doubted], doubted)
    lives = dict.fromkeys(living, True) | dict(zip(doubted, found, strict=True))
    return [mutant for mutant in tried if lives.get(mutant)]


class Reach(NamedTuple):
    """Which tests run which stretches of code, and how long each takes.

    A stretch is a module and the line it begins on: what follows is run in one go, up to where a
    statement within it branches.
    """

    runs: dict[str, frozenset[tuple[str, int]]]  # by test; "" while they are collected
    seconds: dict[str, float]

    def early(self, mutant: Mutant) -> bool:
        """Whether it has done its work before a test begins."""
        return _stretch(mutant) in self.runs[""]

    def tests(self, mutant: Mutant) -> list[str]:
        """The tests that can notice it, the quickest first, for as long as they may take."""
        hit: list[str] = []
        if mutant.function and not self.early(mutant):
            hit = [test for test in self.seconds if _stretch(mutant) in self.runs[test]]
        hit.sort(key=self.seconds.__getitem__)
        if len(hit) < FEW:  # what a cache keeps is run by the first test that asks for it
            near = [t for t in self.seconds if any(run[0] == mutant.module for run in self.runs[t])]
            rest = set(near or self.seconds) - set(hit)
            hit += sorted(rest, key=self.seconds.__getitem__)
        chosen: list[str] = []
        spent = 0.0
        for test in hit:
            spent += self.seconds[test]
            if chosen and spent > ALONE:
                break
            chosen.append(test)
        return chosen


def _stretch(mutant: Mutant) -> tuple[str, int]:
    lines = _stretches(mutant.module)
    return mutant.module, lines[max(bisect.bisect(lines, mutant.at) - 1, 0)]


@functools.cache
def _stretches(module: str) -> list[int]:
    """The lines on which a stretch of a module's code begins."""
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    return sorted({1, *(body[at].lineno for body, at in beginnings(tree))})


class Learning:
    """Runs every test once and sees what it runs: each stretch of ours tells it when it begins.

    A trace of all lines would make the tests several times as slow.
    """

    def __init__(self) -> None:
        self.seen: set[tuple[str, int]] = set()
        self.shared: dict[int, frozenset[tuple[str, int]]] = {}  # by fixture

    def pytest_sessionstart(self) -> None:
        builtins.__dict__[_BEGINS] = self.seen.add
        sys.meta_path.insert(0, _finder(lambda name: name.partition(".")[0] == "toolkit", _telling))

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        outer = frozenset(self.seen)
        self.seen.clear()
        try:
            return (yield)  # type: ignore[misc]
        finally:
            if fixturedef.scope != "function":
                self.shared[id(fixturedef)] = frozenset(self.seen)
            self.seen |= outer

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        runs = {"": frozenset(self.seen)}
        seconds = {}
        known, caches = 0, list[Any]()
        for item, after in zip(session.items, [*session.items[1:], None], strict=True):
            if len(sys.modules) > known:
                known, caches = len(sys.modules), list(filter(_is_our_cache, gc.get_objects()))
            for cache in caches:  # a kept answer would hide what it rests on
                cache.cache_clear()
            self.seen.clear()
            began = time.process_time()
            if _fails(item, after):
                print(f"fails unchanged: {item.nodeid}", file=sys.stderr)
                continue
            seconds[item.nodeid] = time.process_time() - began
            for fixture in item._fixtureinfo.name2fixturedefs.values():  # type: ignore[attr-defined]
                for each in fixture:
                    self.seen |= self.shared.get(id(each), frozenset())
            runs[item.nodeid] = frozenset(self.seen)
        session.config.stash[_ANSWER](Reach(runs, seconds))
        return True


_BEGINS = "__begins__"


def _telling(path: Path) -> ast.Module:
    """A module whose stretches of code tell when they begin."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    module = path.relative_to(ROOT).as_posix()
    for body, at in reversed(list(beginnings(tree))):
        place = ast.Constant((module, body[at].lineno))
        body.insert(at, ast.Expr(ast.Call(ast.Name(_BEGINS, ast.Load()), [place], [])))
    return ast.fix_missing_locations(tree)


class Swapping:
    """Tries each change in a fork of the process that has collected the tests."""

    def __init__(self, tried: Sequence[Mutant], reach: Reach) -> None:
        self.tried, self.reach = tried, reach

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        for mutant in self.tried:
            importlib.import_module(_name(mutant))
        functions: dict[str, list[types.FunctionType]] = defaultdict(list)
        for one in gc.get_objects():
            if isinstance(one, types.FunctionType):
                functions[one.__code__.co_filename].append(one)
        gc.freeze()

        def tests(mutant: Mutant) -> bool:
            _swap(mutated(mutant), functions[str(ROOT / mutant.module)])
            chosen = [items[name] for name in self.reach.tests(mutant)]
            following = zip(chosen, [*chosen[1:], None], strict=True)
            return not any(_fails(item, after) for item, after in following)

        found = _each([functools.partial(tests, mutant) for mutant in self.tried], self.tried)
        living = [mutant for mutant, lives in zip(self.tried, found, strict=True) if lives]
        session.config.stash[_ANSWER](living)
        return True


_ANSWER = pytest.StashKey[Callable[[Any], None]]()


def _fails(item: pytest.Item, after: pytest.Item | None) -> bool:
    from _pytest.runner import runtestprotocol

    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=after))


def _swap(tree: ast.Module, functions: Iterable[types.FunctionType]) -> None:
    """Puts the changed code into the functions that live."""
    codes: dict[tuple[str, int], types.CodeType] = {}
    waiting = [compile(tree, "", "exec")]
    while waiting:
        code = waiting.pop()
        waiting.extend(each for each in code.co_consts if isinstance(each, types.CodeType))
        if not code.co_name.startswith("<"):
            codes[code.co_qualname, code.co_firstlineno] = code
    for function in functions:
        old = function.__code__
        new = codes.get((old.co_qualname, old.co_firstlineno))
        if new is not None and new.co_freevars == old.co_freevars:
            function.__code__ = new.replace(co_filename=old.co_filename)


def _is_our_cache(one: object) -> bool:
    """Whether it is a function of the package or of its tests that keeps its answers."""
    if not isinstance(one, functools._lru_cache_wrapper):
        return False
    code = getattr(one.__wrapped__, "__code__", None)
    folders = tuple(f"{ROOT / name}{os.sep}" for name in ("toolkit", "tests"))
    return code is not None and code.co_filename.startswith(folders)


def _name(mutant: Mutant) -> str:
    return mutant.module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _finder(
    wanted: Callable[[str], bool], changed: Callable[[Path], ast.Module]
) -> type[importlib.machinery.PathFinder]:
    """What finds the modules whose names are wanted, and loads them changed."""

    class Changed(importlib.machinery.SourceFileLoader):
        def get_code(self, fullname: str) -> types.CodeType:
            return compile(changed(Path(self.path)), self.path, "exec")

    class Finder(importlib.machinery.PathFinder):
        @classmethod
        def find_spec(cls, fullname: str, path: Any = None, target: Any = None) -> Any:
            spec = super().find_spec(fullname, path, target) if wanted(fullname) else None
            if spec is not None and spec.origin is not None:
                spec.loader = Changed(fullname, spec.origin)
            return spec

    return Finder


def _anew(mutant: Mutant, names: Sequence[str]) -> bool:
    """Whether the tests pass with the changed module imported in the place of the other."""
    tree = mutated(mutant)
    sys.meta_path.insert(0, _finder(_name(mutant).__eq__, lambda path: tree))
    places = {test: at for at, test in enumerate(names)}

    class Chosen:
        def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
            items[:] = [item for item in items if item.nodeid in places]
            items.sort(key=lambda item: places[item.nodeid])

    files = sorted({test.partition("::")[0] for test in names})
    return pytest.main([*_QUIET, "-x", *files], plugins=[Chosen()]) == 0


_QUIET = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0", "--tb=no")


def _session(plugin: object, paths: Sequence[str]) -> Any:
    """What a session of pytest with that plugin answers, in a process of its own."""
    receiver, sender = os.pipe()
    if not (child := os.fork()):
        os.close(receiver)
        _silent()

        class Answering:
            def pytest_configure(self, config: pytest.Config) -> None:
                def answer(value: Any) -> None:
                    with os.fdopen(sender, "wb") as stream:
                        pickle.dump(value, stream)

                config.stash[_ANSWER] = answer

        pytest.main([*_QUIET, *paths], plugins=[Answering(), plugin])
        os._exit(0)
    os.close(sender)
    with os.fdopen(receiver, "rb") as stream:
        answer = pickle.load(stream)
    os.waitpid(child, 0)
    return answer


def _each(jobs: Sequence[Callable[[], bool]], mutants: Sequence[Mutant]) -> list[bool]:
    """What each mutant's job says, each in a fork; no for one that dies or does not end.

    It takes long: how many were tried, and the mutants that live, are told on the way.
    """
    said = [False] * len(jobs)
    running: dict[int, int] = {}
    for number, job in enumerate([*jobs, *[None] * AT_ONCE]):
        if len(running) >= AT_ONCE or (running and job is None):
            done = _ended(running, said)
            if said[done]:
                print(f"{number} tried; lives so far: {mutants[done]}", file=sys.stderr, flush=True)
        if job is None:
            continue
        if not (child := os.fork()):
            _alone(job)
        running[child] = number
    return said


def _ended(running: dict[int, int], said: list[bool]) -> int:
    child, status = os.wait()
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    shutil.rmtree(_scratch(child), ignore_errors=True)
    number = running.pop(child)
    said[number] = status == 0
    return number


def _alone(job: Callable[[], bool]) -> None:
    """A job in a process whose time, memory and files end with it."""
    lives = False
    try:
        os.setpgid(0, 0)
        _silent()
        seconds = int(2 * ALONE + LEAST)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        signal.alarm(20 * seconds)  # for one that waits; the machine may be busy
        folder = _scratch(os.getpid())
        folder.mkdir()
        os.environ["TMPDIR"] = os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder)
        tempfile.tempdir = None
        lives = job()
    finally:
        os._exit(0 if lives else 1)


def _scratch(process: int) -> Path:
    fast = Path("/dev/shm")
    base = fast if fast.is_dir() else Path(tempfile.gettempdir())
    return base / f"factpack-mutant-{process}"


def _silent() -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nothing, stream)


def ready() -> None:
    """Imports what the package stands on, so that a fork finds it there."""
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    from hypothesis import Phase, settings

    settings.register_profile("once", database=None, phases=[Phase.explicit, Phase.generate])
    settings.load_profile("once")
    for name in ("duckdb", "pandas", "openpyxl", "jsonschema", "jsonschema_rs", "click"):
        importlib.import_module(name)
