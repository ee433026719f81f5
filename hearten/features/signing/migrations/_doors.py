"""The one way in SQL to write "signed by two": the doors of answers, corrections and paths are made here.

Migrations that have run rest on this page, so what it makes for them never changes; a new kind adds what it needs.
"""

from dataclasses import dataclass

NEVER = "BEFORE UPDATE", "BEFORE UPDATE OR DELETE"


@dataclass(frozen=True)
class Refusal:
    """When the door stays shut. `it`, `writer` and `reader` can be asked; `first` is done before asking."""

    when: str
    why: str
    code: str
    only_yes: bool = True
    first: str = ""


def is_own(*columns: str, only_yes: bool = False) -> Refusal:
    said = ", ".join(f"it.{column}" for column in columns)
    return Refusal(f"p_by IN ({said})", "nobody signs their own words, or about their own", "HE002", only_yes)


def is_lapsed(code: str) -> Refusal:
    return Refusal("writer.name IS NULL", "who wrote it has no standing credential", code)


NO_REVIEWER = Refusal("reader.name IS NULL", "only a reviewer with a standing credential signs", "HE003", False)
TOO_LONG = Refusal(
    "it.until <= now() OR it.until > now() + interval '731 days'", "it stands for at most two years", "HE004"
)


@dataclass(frozen=True)
class Door:
    """A function that writes a signature: of exactly these bytes, once, by another person. Its rights stay as they are.

    `key` names the row in the other two tables, `yes` is the word that shows it, `writer` the column of who wrote it;
    `carried` are columns a signature copies, so that constraints can hold them there. `found_by` is the function that
    says who wrote it: by it whoever has one of `roles` and a profession that stands, or another a feature brings.
    """

    name: str
    key: str
    sealed: str
    signatures: str
    taken_back: str
    yes: str
    refusals: tuple[Refusal, ...]
    writer: str = "author"
    roles: tuple[str, ...] = ("reviewer",)
    carried: tuple[str, ...] = ()
    found_by: str = "signing_person"

    def sql(self) -> str:
        roles = ", ".join(f"'{role}'" for role in self.roles)
        copied = "".join(f"{column}, " for column in self.carried)
        from_it = "".join(f"it.{column}, " for column in self.carried)
        return f"""
CREATE OR REPLACE FUNCTION {self.name}(p_{self.key} bigint, p_digest text, p_by uuid, p_says text, p_because text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE it record; writer record; reader record;
BEGIN
  SELECT * INTO it FROM {self.sealed} WHERE id = p_{self.key} FOR UPDATE;
  IF it.id IS NULL OR it.digest IS DISTINCT FROM p_digest
     OR EXISTS (SELECT FROM {self.taken_back} gone WHERE gone.{self.key}_id = it.id) THEN
    RAISE EXCEPTION 'not as shown' USING ERRCODE = 'HE001';
  END IF;
  SELECT * INTO writer FROM {self.found_by}(it.{self.writer}_id, ARRAY[{roles}]);
  SELECT * INTO reader FROM signing_person(p_by, ARRAY['reviewer']);
{"".join(self._refuse(one) for one in self.refusals)}
  INSERT INTO {self.signatures} ({self.key}_id, digest, says, because, at, {copied}{self.writer}_id, by_id,
      {self.writer}_name, {self.writer}_title, by_name, by_title, is_demo)
    VALUES (it.id, it.digest, p_says, p_because, now(), {from_it}it.{self.writer}_id, p_by,
      coalesce(writer.name, ''), coalesce(writer.title, ''), reader.name, reader.title,
      reader.is_demo OR coalesce(writer.is_demo, false));
END $$;
"""  # noqa: S608 - the names are ours

    def _refuse(self, one: Refusal) -> str:
        asked = f"p_says = '{self.yes}' AND ({one.when})" if one.only_yes else one.when
        first = f"  IF p_says = '{self.yes}' THEN {one.first}; END IF;\n" if one.first else ""
        return f"{first}  IF {asked} THEN RAISE EXCEPTION '{one.why}' USING ERRCODE = '{one.code}'; END IF;\n"


def hold_fast(table: str, old: str, when: str = NEVER[0]) -> str:
    """What was signed never changes: the one trigger in place of the one this table had."""
    return f"""
DROP TRIGGER {old} ON {table};
CREATE TRIGGER signed_never_changes {when} ON {table} FOR EACH ROW EXECUTE FUNCTION signed_never_changes();
"""


def let_go(table: str, old: str, when: str = NEVER[0]) -> str:
    return f"""
DROP TRIGGER signed_never_changes ON {table};
CREATE TRIGGER {old} {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {old}();
"""


def as_written(before: str, name: str) -> str:
    """A function as an earlier migration wrote it, to be put back."""
    start = before.index(f"CREATE FUNCTION {name}(")
    end = before.index("$$;", start) + len("$$;\n")
    return before[start:end].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1)
