"""How much a file may ask of us before it is refused."""

MAX_BYTES = 50_000_000
MAX_PAGES = 100
MAX_OBJECTS = 200_000
MAX_CHARACTERS = 60_000  # on one page
MAX_DRAWN = 300_000  # objects on one page
MAX_DEPTH = 12  # forms within forms

MEMORY = 512 * 1024 * 1024
PROCESSOR_SECONDS = 8  # for one file, whatever is asked
FILE_SECONDS = 1.5  # of processor time, for measuring one file
PAGE_SECONDS = 0.1  # and for every page of it that is reached
STEP_SECONDS = 0.9  # at once, for opening a file or reading one page
WALL_SECONDS = 20.0
OUTPUT = 16 * 1024 * 1024
COPY_SECONDS = 4.0  # of processor time, for a neutral copy
COPY_OUTPUT = MAX_BYTES + OUTPUT
FILES_PER_WORKER = 50


class TooComplex(Exception):  # noqa: N818
    """Reading the file would take more than we give to any."""
