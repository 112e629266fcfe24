"""The coverage-guided fuzzer: `python -m tests.fuzz HARNESS [options of libFuzzer]`. See README.md here."""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["parser", "tomllib"]):
    from tests.fuzz import properties

from tests.fuzz.fragments import FRAGMENTS, bytes_of, text_of

CASES = Path(__file__).resolve().parent.parent / "cases"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAGE = "<html><head><title>青川市人民政府公报2021年第3期（总第18期）</title></head><body><p>青政发〔2021〕7号</p>{}</body></html>"
CORRECTION = '[[replace]]\npassage = "{0}"\nby = "乙"\nreason = "误印"\ndate = 2024-05-01\n[[deadline]]\nclause = "a"\npassage = "{0}"\nreject = true\nreason = "不是"\ndate = 2024-05-01\nline = 3\n'
TAGS = ("<p>", "</p>", "<table>", "</table>", "<tr>", "<td rowspan=3>", "<td colspan=2>", "<th>", "<br>", "<ul><li>", "<div>", "</div>", "<pre>", "<span>", "<!--", "-->",
        "<script>", "</script>", "<style>", "&#x4e00;", "&lt;", "&nbsp;", "<![CDATA[", "<svg>", "<template>", "<body>", "</html>", "\xff\xfe", "<meta charset=gbk>")


def read(data: bytes) -> None:
    """Bytes as a page, as a text file, or as the article of a page; the first byte chooses."""
    if not data:
        return
    if data[0] % 3 == 0:
        properties.reads_or_refuses(data[1:], "a.html")
    elif data[0] % 3 == 1:
        properties.reads_or_refuses(data[1:], "a.txt")
    else:
        properties.reads_or_refuses(PAGE.encode().replace(b"{}", data[1:]), "a.html")


def outline(data: bytes) -> None:
    """Lines of fragments as a text file."""
    properties.keeps_every_character(text_of(data).split("\n"))


def rules(data: bytes) -> None:
    """A paragraph of fragments."""
    properties.rules_stay_within(text_of(data).replace("\n", ""))


def importing(data: bytes) -> None:
    """Bytes as a page, a text, a web archive, a PDF, or the text of a Word document; the first byte chooses."""
    if not data:
        return
    kind, rest = data[0] % 5, data[1:]
    if kind == 4:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORDS}"><w:body>'.encode() + rest + b"</w:body></w:document>")
        rest = made.getvalue()
    start = (b"", b"", b"MIME-Version: 1.0\nContent-Type: text/html\n\n", b"%PDF-1.4\n", b"")[kind]
    properties.brings_in_or_refuses(start + rest, ("a.html", "a.txt", "a.mht", "a.pdf", "a.docx")[kind])


def corrections(data: bytes) -> None:
    """A file of corrections."""
    properties.corrections_or_refuses(data.decode("utf-8", "ignore"))


LENGTHS = {"outline": 100, "rules": 60}  # bytes of an input, each a fragment there
HARNESSES: dict[str, Callable[[bytes], None]] = {run.__name__: run for run in (read, outline, rules, importing, corrections)}


def write_seeds(name: str, folder: Path) -> None:
    """What the fuzzer starts from: our own cases, in the form that the harness reads."""
    for case in sorted(CASES.glob("*.txt")):
        text = case.read_text(encoding="utf-8")
        if name == "corrections":
            (folder / case.stem).write_text(CORRECTION.format(text[:40].replace("\n", "")), encoding="utf-8")
        elif name in ("outline", "rules"):
            for n, paragraph in enumerate(text.split("\n\n") if name == "outline" else text.splitlines()):
                (folder / f"{case.stem}-{n}").write_bytes(bytes_of(paragraph)[: LENGTHS[name]])
        else:
            for n in range(5):
                (folder / f"{case.stem}-{n}").write_bytes(bytes([n]) + text[:120].encode())


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in HARNESSES:
        sys.exit(f"python -m tests.fuzz {'|'.join(HARNESSES)} [-runs=100000] [-max_total_time=60]")
    name = sys.argv[1]
    work = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    (work / "corpus").mkdir()
    write_seeds(name, work / "corpus")
    words = [fragment for fragment in (*TAGS, *FRAGMENTS) if fragment.strip()]
    escaped = ["".join(f"\\x{byte:02x}" for byte in word.encode()) for word in words]
    (work / "words").write_text("".join(f'"{word}"\n' for word in escaped), encoding="ascii")
    options = ["-timeout=20", "-rss_limit_mb=1024", f"-max_len={LENGTHS.get(name, 400)}", f"-artifact_prefix={work}/"]
    if name not in ("outline", "rules"):
        options.append(f"-dict={work / 'words'}")
    print(f"{name}: corpus and findings in {work}")
    atheris.Setup([sys.argv[0], *options, *sys.argv[2:], str(work / "corpus")], HARNESSES[name])
    atheris.Fuzz()


main()
