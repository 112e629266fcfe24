"""No change of the published structure goes unsaid."""

from __future__ import annotations

import json

from frictionless import Package
from sample import COLLECTION

from parser import datasets, schema_changes, schema_files


def test_every_change_of_the_structure_has_a_version():
    advice = (
        "the published schemas changed: say so in a new row of VERSIONS in parser/schema_changes.py, "
        f'and set STRUCTURE = "{schema_changes.structure()}"'
    )
    assert schema_changes.structure() == schema_changes.STRUCTURE, advice


def test_wording_is_no_change_of_structure_but_a_field_called_title_is(monkeypatch):
    before = schema_changes.structure()
    schemas = schema_files.all_schemas()
    monkeypatch.setattr(schema_files, "all_schemas", lambda: schemas)
    schemas["documents"]["properties"]["title"]["description"] = "另一种说法"
    schemas["documents"]["$id"] = "https://example.org/documents.schema.json"
    assert schema_changes.structure() == before
    del schemas["documents"]["properties"]["title"]
    assert schema_changes.structure() != before


def test_versions_stand_newest_first():
    numbers = [tuple(map(int, version.number.split("."))) for version in schema_changes.VERSIONS]
    assert numbers == sorted(set(numbers), reverse=True)


def test_descriptions_of_the_data_name_the_version(tmp_path):
    datasets.write_formats(COLLECTION, tmp_path, ["csv", "openapi"])
    assert Package(str(tmp_path / "datapackage.json")).version == schema_changes.CURRENT
    assert json.loads((tmp_path / "openapi.json").read_text("utf-8"))["info"]["version"] == schema_changes.CURRENT
