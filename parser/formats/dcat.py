"""`catalog.jsonld`: the data set described for catalogues (DCAT 3) and what it was made from (PROV-O), without a clock.

https://www.w3.org/TR/vocab-dcat-3/ and https://www.w3.org/TR/prov-o/
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from parser import schema
from parser.building import checksums
from parser.building.joined_files import JoinedFiles
from parser.collection import Collection
from parser.formats.datapackage import DESCRIPTION
from parser.gazette import gazette
from parser.model import TABLES
from parser.website import hosting, site_address

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def write(collection: Collection, data: Path, joined: JoinedFiles) -> None:
    """Describe the files of a table, or of all of them, that already stand in `data`: each a distribution with its size and
    checksum."""
    files = [file for file in sorted(data.iterdir()) if file.is_file() and file.stem in _stems()]
    days = sorted(
        compiled.issue.published_on.isoformat() for compiled in collection.issues if compiled.issue.published_on
    )
    own = gazette()
    dataset: dict[str, Any] = {
        "@context": CONTEXT,
        "@id": site_address.address("data/"),
        "@type": ["dcat:Dataset", "prov:Entity"],
        "dct:title": {"@value": own.data.title, "@language": "zh"},
        "dct:description": {"@value": DESCRIPTION, "@language": "zh"},
        "dct:language": {"@id": "http://id.loc.gov/vocabulary/iso639-1/zh"},
        "dct:license": {"@id": own.data.licence_url},
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": {"@value": own.publisher, "@language": "zh"}},
        "dcat:landingPage": {"@id": site_address.address("data/")},
        "dcat:keyword": ["政府公报", "公文", "任务台账", "责任分工", "时限"],
        "dcat:distribution": [_distribution(file) for file in files],
        "prov:wasDerivedFrom": [
            {
                "@type": "prov:Entity",
                "dct:identifier": compiled.issue.source_file,
                "dct:title": compiled.issue.title,
                **_checksum(compiled.issue.source_sha256),
            }
            for compiled in collection.issues
        ],
        "prov:wasGeneratedBy": {
            "@type": "prov:Activity",
            "dct:description": "由公报编译程序从原文网页读出；同样的原文和程序得到逐字节相同的文件。",
        },
    }
    if days:
        dataset["dct:issued"] = {"@value": days[0], "@type": "xsd:date"}
        dataset["dct:modified"] = {"@value": days[-1], "@type": "xsd:date"}
    for way, contact in own.data.contact_as("vcard:hasEmail", "vcard:hasURL").items():
        named = {"@id": f"mailto:{contact}" if way == "vcard:hasEmail" else contact}
        dataset["dcat:contactPoint"] = {"@type": "vcard:Organization", "vcard:fn": own.publisher, way: named}
    (data / "catalog.jsonld").write_text(schema.dump(dataset), encoding="utf-8", newline="\n")


def _stems() -> set[str]:
    return {"gazette", *(record.table for record in TABLES)}


def _distribution(file: Path) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dct:title": file.name,
        "dcat:downloadURL": {"@id": site_address.address(f"data/{file.name}")},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{hosting.media_type(file.name)}"},
        "dcat:byteSize": {"@value": str(file.stat().st_size), "@type": "xsd:nonNegativeInteger"},
        **_checksum(checksums.sha256(file)),
    }


def _checksum(sha256: str) -> dict[str, Any]:
    return {
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": sha256, "@type": "xsd:hexBinary"},
        }
    }
