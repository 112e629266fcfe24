"""How large may be what is read. A gazette stays far below each limit; what is above one is refused by name, before it costs.

Measured by the peak resident memory of a process (`ru_maxrss`), Linux, Python 3.11: reading and compiling a page of 2,000,000
characters in 40,000 numbered paragraphs took 350 MB and 11 seconds; `compile`, which also writes tables and trees of it, took 950 MB
for 900,000 characters in 19,000 paragraphs and twice as much for twice as many: hence the limits of an article. A printed page of
a gazette has some 1,000 characters, an issue some 100 pages. `tests/test_hostile.py` holds a page at the limits to 1 GiB.
"""

MB = 1024 * 1024

# A source (parser/reading/size_checks.py)
MAX_SOURCE_BYTES = 16 * MB
MAX_LINES = 400_000  # line ends of a file
MAX_TAGS = 400_000  # of a page, opening and closing
MAX_DEPTH = 200  # elements within elements; real pages stay below 40
MAX_BLOCKS = 20_000  # paragraphs and tables of an article
MAX_CHARACTERS = 1_000_000  # of an article, a merged cell's as often as the cells that it covers
MAX_PARAGRAPH = 20_000  # characters; the longest printed ones have 3,000
MAX_CELLS = 300_000  # of all tables of a page with their merged cells resolved
MAX_COLSPAN = 100  # what is above is read as this, as browsers do with 1000

# Corrections beside a source
MAX_CORRECTIONS_BYTES = 256 * 1024  # a thousand corrections
MAX_CORRECTIONS_LINE = MAX_PARAGRAPH + 1000  # what quotes a whole paragraph; Python's reader takes the square of a key's length

# A file to bring in
MAX_IMPORT_BYTES = 64 * MB
MAX_ROWSPAN = 1000  # written into the clean page, in which a table ends its spans
MAX_ARCHIVE_PARTS = 5000  # of a web archive: pictures, styles and scripts of one page
MAX_PDF_PAGES = 1000
MAX_PDF_CHARACTERS = 4_000_000  # of all pages
MAX_PDF_MEMORY = 1024 * MB  # bytes that reading may take, where the system can hold a process to it
MAX_PDF_SECONDS = 120  # that reading may take; an issue of 100 pages takes some 5
MAX_WORD_PARTS = 5000  # of a .docx, pictures and all
MAX_WORD_PART_BYTES = 16 * MB  # of one XML part, unpacked: a gazette of hundreds of pages stays below
MAX_WORD_ELEMENTS = 300_000  # of one part; at this number reading takes some 400 MB and half a minute
MAX_WORD_EDGES = 40  # headers and footers that are read
MAX_OFFICE_SECONDS = 180  # that LibreOffice may take over a .doc
