"""The house's measures: rooms, sizes, and what a line may do where it stands."""

import ast
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "hearten"
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_VIEW, FULLEST_FOLDER = 200, 40, 12, 12
LONGEST_SAYING = 110
ROOMS = {"__init__", "apps", "models", "rules", "actions", "queries", "tasks", "forms", "views", "urls", "admin"}
GUARD = HOUSE / "features/accounts/guards.py"
FOLDERS = {"migrations", "templates", "ts", "tests"}
VAGUE = re.compile(r"(manager|helper|util|misc|common|stuff|process|data)s?$", re.IGNORECASE)
SIGNALS = {"receiver", "pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed", "post_migrate"}
WIDE = ("all", "Exception", "BaseException")
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "time.time"}

MODULES = sorted(p for p in HOUSE.rglob("*.py") if "migrations" not in p.parts)
OWN = [p for p in MODULES if "tests" not in p.parts]
FEATURES = sorted(p for p in (HOUSE / "features").iterdir() if p.is_dir() and (p / "__init__.py").exists())
RULES = sorted(HOUSE.glob("features/*/rules.py"))
PURE = [p for p in OWN if "engines" in p.parts] + RULES
FRONT_END = sorted([*HOUSE.glob("**/ts/**/*.ts"), *HOUSE.glob("web/css/**/*.css")])


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def nowhere(paths: Iterable[Path], wrong: Callable[[Path], object]) -> None:
    """Fails with a line for each of these places that breaks a promise, and how."""
    found = "\n".join(f"{name(path)}: {said}" for path in paths if (said := wrong(path)))
    assert not found, found


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def parts(path: Path) -> list[ast.AST]:
    return list(ast.walk(tree(path)))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [n for n in parts(path) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def calls(path: Path) -> set[str]:
    return {ast.unparse(n.func) for n in parts(path) if isinstance(n, ast.Call)}


def lines_over(path: Path) -> int:
    return max(0, len(path.read_text(encoding="utf-8").splitlines()) - LONGEST_FILE)


def test_a_file_fits_in_one_reading():
    nowhere([*OWN, *FRONT_END], lines_over)


def test_a_function_fits_on_one_screen():
    nowhere(OWN, lambda path: [f.name for f in functions(path) if length(f) > LONGEST_FUNCTION])


def views_too_long(path: Path) -> list[str]:
    views = [f for f in functions(path) if f.args.args and f.args.args[0].arg == "request"]
    return [f.name for f in views if length(f) > LONGEST_VIEW]


def test_a_view_hears_and_answers_and_does_no_more():
    nowhere(sorted(HOUSE.glob("features/*/views.py")), views_too_long)


def too_full(folder: Path) -> list[str]:
    kept = [p for p in folder.iterdir() if p.is_file() and p.suffix in (".py", ".ts", ".css") and p.stem != "__init__"]
    return [p.name for p in kept] if len(kept) > FULLEST_FOLDER else []


def test_a_folder_holds_a_dozen_files_at_most():
    nowhere(sorted({p.parent for p in [*OWN, *FRONT_END]}), too_full)


def other_rooms(feature: Path) -> set[str]:
    files = {p.stem for p in feature.glob("*.py")}
    folders = {p.name for p in feature.iterdir() if p.is_dir() and p.name != "__pycache__"}
    allowed = ROOMS | {"guards"} if feature.name == "accounts" else ROOMS
    return (files - allowed) | (folders - FOLDERS)


def test_every_feature_has_the_same_rooms_and_no_others():
    nowhere(FEATURES, other_rooms)


def decides_who_gets_in(path: Path) -> bool:
    return "accounts/second_factor.html" in path.read_text(encoding="utf-8")


def test_who_gets_in_is_decided_in_one_place():
    assert decides_who_gets_in(GUARD)
    nowhere([path for path in OWN if path != GUARD], decides_who_gets_in)


def says_nothing(path: Path) -> bool:
    says = ast.get_docstring(tree(path))
    return not says or len(says.splitlines()[0]) > LONGEST_SAYING


def test_every_folder_says_what_it_is_in_one_line():
    nowhere(sorted(p for p in MODULES if p.stem == "__init__"), says_nothing)


def vague(path: Path) -> list[str]:
    found = [f.name for f in functions(path) if VAGUE.match(f.name)]
    found += [n.name for n in parts(path) if isinstance(n, ast.ClassDef) and VAGUE.search(n.name)]
    return [*found, path.stem] if VAGUE.match(path.stem) else found


def test_nothing_is_named_manager_helper_or_util():
    nowhere(OWN, vague)


def behind_the_back(path: Path) -> set[str]:
    imported = {a.name for n in parts(path) if isinstance(n, ast.ImportFrom) for a in n.names}
    saves = {f.name for f in functions(path) if f.name in ("save", "delete") and path.name == "models.py"}
    return (imported & SIGNALS) | saves


def test_nothing_happens_behind_the_back_no_signals_and_no_save_overrides():
    nowhere(OWN, behind_the_back)


def imports_inside(path: Path) -> list[int]:
    return [n.lineno for f in functions(path) for n in ast.walk(f) if isinstance(n, ast.Import | ast.ImportFrom)]


def test_imports_stand_at_the_top_of_the_file():
    nowhere(OWN, imports_inside)


def test_rules_and_engines_never_read_the_clock():
    nowhere(PURE, lambda path: calls(path) & CLOCKS)


def without_time_zone(path: Path) -> list[int]:
    return [n.lineno for n in parts(path) if isinstance(n, ast.Call) and _is_naive(n)]


def test_no_moment_is_without_its_time_zone():
    nowhere(OWN, without_time_zone)


def _is_naive(call: ast.Call) -> bool:
    says = ast.unparse(call.func)
    if says.endswith(("datetime.utcnow", "datetime.utcfromtimestamp", "datetime.today")):
        return True
    needed = {"datetime.now": 0, "datetime.fromtimestamp": 1}
    found = next((count for ending, count in needed.items() if says.endswith(ending)), None)
    return found is not None and len(call.args) <= found and not call.keywords


def catches_everything(path: Path) -> list[int]:
    caught = [n for n in parts(path) if isinstance(n, ast.ExceptHandler)]
    return [h.lineno for h in caught if ast.unparse(h.type or ast.Name("all")) in WIDE]


def test_nothing_catches_everything_but_the_flow():
    nowhere([path for path in OWN if name(path) != "hearten/kit/flow.py"], catches_everything)


def test_the_promises_are_asked_of_every_file_there_is():
    assert len(OWN) > 250 and len(MODULES) > len(OWN) and len(FRONT_END) > 20 and len(FEATURES) > 12 and len(PURE) > 40


def test_the_words_of_the_project_name_no_registry_and_no_machine():
    hosts = re.compile(r"(p[y]pi\.org|python[h]osted|npm[j]s\.(org|com)|deb[.]debi[a]n[.]org|/ro[o]t/|/wor[k]/)")
    kinds = (".py", ".md", ".txt", ".toml", ".json", ".ts", ".in", ".css", ".html")
    texts = [p for p in ROOT.rglob("*") if p.suffix in kinds]
    kept = [p for p in texts if not {".venv", "node_modules", ".local", ".git"} & set(p.relative_to(ROOT).parts)]
    assert [name(p) for p in kept if hosts.search(p.read_text(encoding="utf-8"))] == []
