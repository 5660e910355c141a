"""Batches of Arrow, as other tools have them: cleaned by one function, counted by another."""

import json
import pickle
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleantext import Chain, CleantextError, Sites, clean, explain
from cleantext.arrow import clean_batch, count_lines, look_at_lines
from cleantext.engines import EngineInput
from cleantext.engines.batches import FAILURE, clean_rows
from cleantext.files.formats import PARQUET
from cleantext.learn.counts import ALL_LINES, Frequent, is_frequent
from cleantext.learn.occurrences import LineCounts, sum_by_line
from cleantext.learn.profile_file import profile_table
from cleantext.learn.proposals import proposals
from tests.conftest import MESSY, Run
from tests.helpers import sites
from tests.helpers.sites import profile, texts
from tests.helpers.unsure import STRICT, unsure_page

ROWS: list[dict[str, Any]] = [
    {"id": 1, "text": MESSY, "site": "a"},
    {"id": 2, "text": None, "site": "b"},
    {"id": 3, "text": "Mua báo giấy\nMưa", "site": "b"},
    {"id": 4, "text": "Mua báo giấy\nMưa", "site": None},
]
KINDS = [pa.string(), pa.large_string(), pa.string_view()]


@pytest.fixture
def rules(tmp_path: Path) -> Sites:
    (tmp_path / "sites.toml").write_text('[sites.b]\ndrop = ["Mua báo giấy"]\n', encoding="utf-8")
    return Sites.read(str(tmp_path / "sites.toml"), site_field="site")


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("as_batch", [True, False])
def test_the_same_type_comes_out_with_the_text_cleaned(kind: Any, as_batch: bool) -> None:  # noqa: FBT001
    table = pa.Table.from_pylist(ROWS).replace_schema_metadata({"of": "whom"})
    table = table.set_column(1, pa.field("text", kind, metadata={"x": "y"}), table.column("text").cast(kind))
    batch = (
        table.combine_chunks().to_batches()[0] if as_batch else pa.concat_tables([table.slice(0, 2), table.slice(2)])
    )
    done = clean_batch(batch)
    assert type(done) is type(batch)
    assert done.schema.equals(batch.schema, check_metadata=True)
    wanted = [None if row["text"] is None else clean(row["text"]) for row in ROWS]
    assert done.to_pylist() == [{**row, "text": text} for row, text in zip(ROWS, wanted, strict=True)]
    assert clean_batch(batch.slice(0, 0)).schema.equals(batch.schema)


def test_what_is_doubtful_comes_in_a_column() -> None:
    batch = pa.table({"text": [MESSY, "404 Not Found", None, ""]})
    found = clean_batch(batch, doubtful="why", account="account")
    assert found["why"].type == pa.list_(pa.string())
    assert found["why"].to_pylist() == [[], ["an error page, “404 Not Found”"], None, ["no text"]]
    accounts = [value and json.loads(value)["doubtful"] for value in found["account"].to_pylist()]
    assert accounts == found["why"].to_pylist()


def test_removals_and_accounts_come_in_columns(run: Run, tmp_path: Path) -> None:
    table = pa.Table.from_pylist(ROWS[:2])
    done = clean_batch(table, removals="gone", account="account", failures="why")
    assert done.column_names == ["id", "text", "site", "gone", "account", "why"]
    result = explain(MESSY)
    assert done.column("gone").to_pylist() == [[removal._asdict() for removal in result.removals], None]
    assert done.column("why").to_pylist() == [None, None]
    (tmp_path / "in.jsonl").write_text(json.dumps(ROWS[0]), encoding="utf-8")
    row = json.loads(run("--explain", "in.jsonl").out)
    assert json.loads(done.column("account")[0].as_py()) == {**row["_cleantext"], "source": ""}
    again = clean_batch(done, removals="gone", failures="why")
    assert again.column_names == done.column_names
    assert again.column("gone").to_pylist() == [[], None]


def test_each_row_is_cleaned_by_the_rules_of_its_site(rules: Sites) -> None:
    batch = pa.Table.from_pylist(ROWS)
    work = pickle.loads(pickle.dumps(partial(clean_batch, rules=rules)))
    assert work(batch).column("text").to_pylist()[2:] == ["Mưa", "Mua báo giấy\nMưa"]
    only = clean_batch(batch, rules=Chain().only("blank-lines"))
    assert only.column("text")[0].as_py() == MESSY.replace("\n\n\n", "\n\n").rstrip("\n")


def test_the_command_cleans_parquet_by_the_rules_of_its_sites(rules: Sites, tmp_path: Path, run: Run) -> None:
    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "in.parquet")
    assert run("--profile", "sites.toml", "--site-field", "site", "in.parquet", "-o", "out.parquet") == (0, b"", "")
    assert pq.read_table(tmp_path / "out.parquet") == clean_batch(pa.Table.from_pylist(ROWS), rules=rules)
    wrong = run("--profile", "sites.toml", "--url-field", "u", "in.parquet", "-o", "no.parquet").err
    assert "no field 'u'; there are 'id', 'text', 'site': say which with --site-field or --url-field" in wrong


def test_what_cannot_be_cleaned_is_an_error_or_in_a_column(tmp_path: Path) -> None:
    batch = pa.Table.from_pylist(ROWS)
    with pytest.raises(KeyError, match="body"):
        clean_batch(batch, "body")
    with pytest.raises(TypeError, match="the column 'id' is int64, not text"):
        clean_batch(batch, "id")
    with pytest.raises(KeyError, match="url"):
        clean_batch(batch, rules=Sites.read("samples/rules.toml", url_field="url"))
    with pytest.raises(CleantextError, match="one of site, site_field and url_field"):
        Sites.read(site="a", url_field="b")
    (tmp_path / "slow.toml").write_text("drop-patterns = ['(a|aa)+b']", encoding="utf-8")
    slow, bad = Sites.read(str(tmp_path / "slow.toml")), pa.table({"text": ["Mưa", "a" * 60 + "c"]})
    with pytest.raises(CleantextError, match=r"row 1: .* takes more than"):
        clean_batch(bad, rules=slow)
    done = clean_batch(bad, rules=slow, failures="why").to_pylist()
    assert done[0] == {"text": "Mưa", "why": None}
    assert done[1]["text"] == "a" * 60 + "c"
    assert "takes more than" in done[1]["why"]


def test_arguments_of_wrong_types_are_type_errors() -> None:
    batch, by = pa.table({"text": ["a"]}), Sites(Chain())
    calls: list[tuple[Any, dict[str, Any], str]] = [
        (clean_batch, {"batch": [{"text": "a"}]}, "a batch is a RecordBatch or Table of pyarrow, not list"),
        (clean_batch, {"batch": None}, "a batch is .*, not NoneType"),
        (clean_batch, {"column": None}, "column is None, not of type str"),
        (clean_batch, {"column": 0}, "column is 0, not of type str"),
        (clean_batch, {"rules": []}, r"rules is \[\], not of type Chain or Sites"),
        (clean_batch, {"rules": "site-chrome"}, "rules is 'site-chrome', not of type Chain or Sites"),
        (clean_batch, {"failures": True}, "failures is True, not of type str"),
        (clean_batch, {"max_size": "5MB"}, "max_size is '5MB', not of type int"),
        (clean_batch, {"max_size": True}, "max_size is True, not of type int"),
        (count_lines, {"batch": b""}, "a batch is .*, not bytes"),
        (count_lines, {"sites": Chain()}, "sites is .*, not of type Sites"),
        (look_at_lines, {"sites": None, "frequent": Frequent({}, {})}, "sites is None, not of type Sites"),
        (look_at_lines, {"sites": by, "frequent": {}}, "frequent is {}, not of type Frequent"),
        (
            look_at_lines,
            {"sites": by, "frequent": Frequent({}, {}), "name_column": 1},
            "name_column is 1, not of type str",
        ),
    ]
    for function, arguments, message in calls:
        with pytest.raises(TypeError, match=f"^{message}$"):
            function(**{"batch": batch, **arguments})
    assert count_lines(batch, sites=None).num_rows == 2


def test_two_columns_of_one_name_are_a_value_error() -> None:
    batch = pa.Table.from_arrays([pa.array(["a"])] * 3, names=["text", "x", "x"])
    repeated: list[dict[str, Any]] = [{"column": "x"}, {"removals": "x"}, {"account": "x"}, {"failures": "x"}]
    for arguments in repeated:
        with pytest.raises(ValueError, match="the column 'x' is there twice; rename one"):
            clean_batch(batch, **arguments)
    assert clean_batch(batch).equals(batch)


def test_engines_clean_dictionaries_and_replace_no_details_of_users() -> None:
    clean_them = partial(clean_rows, field="text", sites=Sites(Chain()), details="_cleantext", max_size=1000)
    once = clean_them(pa.table({"text": pa.array(["a  b"]).dictionary_encode()})).drop_columns([FAILURE])
    assert clean_them(once).column("text").to_pylist() == ["a b"]
    with pytest.raises(
        CleantextError,
        match="the field '_cleantext' holds data of yours, which --explain would overwrite; rename the field",
    ):
        clean_them(pa.table({"text": ["a  b"], "_cleantext": ["mine"]}))
    source = EngineInput(["in"], PARQUET, "text", None)
    for type_ in ("string", "large_string", "string_view", "dictionary<values=string, indices=int32, ordered=0>"):
        source.check({"text": type_})
    for type_ in ("int64", "binary", "dictionary<values=int64, indices=int32, ordered=0>", "list<item: string>"):
        with pytest.raises(CleantextError, match=r"the column 'text' is .*, not text"):
            source.check({"text": type_})


def test_two_steps_over_batches_learn_what_the_command_learns(tmp_path: Path, run: Run) -> None:
    """Summed by site and key, then by site and text, as an engine does; each batch is summed already."""
    sites.table(tmp_path / "all.jsonl", "a.example", "b.example")
    rows = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()]
    batches = pa.Table.from_pylist(rows).to_batches(max_chunksize=7)
    by = Sites.read(url_field="url")
    counted = [count_lines(batch, sites=by) for batch in batches]
    assert {type(batch) for batch in counted} == {pa.RecordBatch}
    assert all(len(batch) == len({(row["site"], row["key"]) for row in batch.to_pylist()}) for batch in counted)
    summed = pa.Table.from_batches(counted).group_by(["site", "key"]).aggregate([("documents", "sum")]).to_pylist()
    totals = {row["site"]: row["documents_sum"] for row in summed if row["key"] == ALL_LINES}
    assert totals == {"a.example": 30, "b.example": 30}
    keys = {
        site: frozenset(
            row["key"]
            for row in summed
            if row["site"] == site and row["key"] and is_frequent(row["documents_sum"], 30, min_docs=20, min_share=0.15)
        )
        for site in totals
    }
    frequent = Frequent(keys, totals)
    seen = [look_at_lines(batch, sites=by, frequent=frequent, name_column="id") for batch in batches]
    lines = sum_by_line(LineCounts(**row) for batch in seen for row in batch.to_pylist())
    learned = profile_table(proposals(lines.values(), totals, min_docs=20, min_share=0.5), totals)
    assert run("learn", "all.jsonl", "--url-field", "url", "-o", "s.toml", "-q").code == 0
    wanted = profile(tmp_path / "s.toml")["sites"]
    assert learned["sites"].keys() == wanted.keys()
    for site, found in learned["sites"].items():
        assert texts(found["chrome"]) == texts(wanted[site]["chrome"])
        assert {entry["example"] for entry in found["chrome"]} == {f"{site}/0", f"{site}/1"}
    alone = count_lines(pa.Table.from_pylist(ROWS)).to_pylist()
    assert [row["documents"] for row in alone if (row["site"], row["key"]) == ("", ALL_LINES)] == [3]
    unknown = count_lines(pa.Table.from_pylist(ROWS), sites=Sites.read(site_field="site"))
    assert {row["site"]: row["documents"] for row in unknown.to_pylist() if not row["key"]} == {"a": 1, "b": 1, "": 1}


def test_options_of_filters_hold_in_batches_and_on_engines() -> None:
    """Engines send the rules to their workers pickled."""
    clean_strictly = pickle.loads(pickle.dumps(partial(clean_batch, rules=STRICT)))
    assert STRICT.clean(unsure_page()) != clean(unsure_page())
    assert clean_strictly(pa.table({"text": [unsure_page()]}))["text"].to_pylist() == [STRICT.clean(unsure_page())]
