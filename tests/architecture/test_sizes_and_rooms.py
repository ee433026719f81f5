"""The house's measures: rooms, sizes, and what a line may do where it stands."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "hearten"
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_VIEW, FULLEST_FOLDER = 200, 40, 12, 12
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
FRONT_END = sorted([*HOUSE.glob("**/ts/*.ts"), *HOUSE.glob("web/css/*.css")])


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def calls(path: Path) -> set[str]:
    return {ast.unparse(n.func) for n in ast.walk(tree(path)) if isinstance(n, ast.Call)}


@pytest.mark.parametrize("path", [*OWN, *FRONT_END], ids=name)
def test_a_file_fits_in_one_reading(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", OWN, ids=name)
def test_a_function_fits_on_one_screen(path):
    assert [f.name for f in functions(path) if length(f) > LONGEST_FUNCTION] == []


@pytest.mark.parametrize("path", sorted(HOUSE.glob("features/*/views.py")), ids=name)
def test_a_view_hears_and_answers_and_does_no_more(path):
    views = [f for f in functions(path) if f.args.args and f.args.args[0].arg == "request"]
    assert [f.name for f in views if length(f) > LONGEST_VIEW] == []


@pytest.mark.parametrize("folder", sorted({p.parent for p in [*OWN, *FRONT_END]}), ids=name)
def test_a_folder_holds_a_dozen_files_at_most(folder):
    kept = [p for p in folder.iterdir() if p.is_file() and p.suffix in (".py", ".ts", ".css") and p.stem != "__init__"]
    assert len(kept) <= FULLEST_FOLDER, [p.name for p in kept]


@pytest.mark.parametrize("feature", FEATURES, ids=name)
def test_every_feature_has_the_same_rooms_and_no_others(feature):
    files = {p.stem for p in feature.glob("*.py")}
    folders = {p.name for p in feature.iterdir() if p.is_dir() and p.name != "__pycache__"}
    allowed = ROOMS | {"guards"} if feature.name == "accounts" else ROOMS
    assert files <= allowed and folders <= FOLDERS


@pytest.mark.parametrize("path", [p for p in OWN if p != GUARD], ids=name)
def test_who_gets_in_is_decided_in_one_place(path):
    assert "accounts/second_factor.html" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(p for p in MODULES if p.stem == "__init__"), ids=name)
def test_every_folder_says_what_it_is_in_one_line(path):
    says = ast.get_docstring(tree(path))
    assert says and len(says.splitlines()[0]) <= 110


@pytest.mark.parametrize("path", OWN, ids=name)
def test_nothing_is_named_manager_helper_or_util(path):
    found = [f.name for f in functions(path) if VAGUE.match(f.name)]
    found += [n.name for n in ast.walk(tree(path)) if isinstance(n, ast.ClassDef) and VAGUE.search(n.name)]
    assert found == [] and not VAGUE.match(path.stem)


@pytest.mark.parametrize("path", OWN, ids=name)
def test_nothing_happens_behind_the_back_no_signals_and_no_save_overrides(path):
    imported = {a.name for n in ast.walk(tree(path)) if isinstance(n, ast.ImportFrom) for a in n.names}
    saves = [f.name for f in functions(path) if f.name in ("save", "delete") and path.name == "models.py"]
    assert not imported & SIGNALS and saves == []


@pytest.mark.parametrize("path", OWN, ids=name)
def test_imports_stand_at_the_top_of_the_file(path):
    inside = [n for f in functions(path) for n in ast.walk(f) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert inside == []


@pytest.mark.parametrize("path", PURE, ids=name)
def test_rules_and_engines_never_read_the_clock(path):
    assert not calls(path) & CLOCKS


@pytest.mark.parametrize("path", OWN, ids=name)
def test_no_moment_is_without_its_time_zone(path):
    naive = [c for c in ast.walk(tree(path)) if isinstance(c, ast.Call) and _is_naive(c)]
    assert [c.lineno for c in naive] == []


def _is_naive(call: ast.Call) -> bool:
    says = ast.unparse(call.func)
    if says.endswith(("datetime.utcnow", "datetime.utcfromtimestamp", "datetime.today")):
        return True
    needed = {"datetime.now": 0, "datetime.fromtimestamp": 1}
    found = next((count for ending, count in needed.items() if says.endswith(ending)), None)
    return found is not None and len(call.args) <= found and not call.keywords


@pytest.mark.parametrize("path", OWN, ids=name)
def test_nothing_catches_everything_but_the_flow(path):
    wide = [
        h.lineno for h in ast.walk(tree(path))
        if isinstance(h, ast.ExceptHandler) and ast.unparse(h.type or ast.Name("all")) in WIDE
    ]  # fmt: skip
    assert wide == [] or name(path) == "hearten/kit/flow.py"


def test_the_words_of_the_project_name_no_registry_and_no_machine():
    hosts = re.compile(r"(p[y]pi\.org|python[h]osted|npm[j]s\.(org|com)|deb[.]debi[a]n[.]org|/ro[o]t/|/wor[k]/)")
    kinds = (".py", ".md", ".txt", ".toml", ".json", ".ts", ".in", ".css", ".html")
    texts = [p for p in ROOT.rglob("*") if p.suffix in kinds]
    kept = [p for p in texts if not {".venv", "node_modules", ".local", ".git"} & set(p.relative_to(ROOT).parts)]
    assert [name(p) for p in kept if hosts.search(p.read_text(encoding="utf-8"))] == []
