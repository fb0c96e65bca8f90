"""Paper: a canvas that prints runs of several faces, a prepared ground and a picture."""

import zlib
from datetime import date
from io import BytesIO
from threading import Lock
from typing import Any

from PIL import Image, UnidentifiedImageError
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFFormXObject, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

from office.certificates.rendering.archive import describe, enclose
from office.certificates.rendering.faces import MAIN, Run, face, split_runs, text_width
from office.certificates.rendering.guilloche import MM, Colour, colour
from office.certificates.rendering.shaped import FILES as SHAPED
from office.certificates.rendering.shaped import shape

A4_PORTRAIT = (210 * MM, 297 * MM)
A4_LANDSCAPE = (297 * MM, 210 * MM)
BLACK: Colour = (0.0, 0.0, 0.0)
PRODUCER = "Courier records"

#: A face keeps its reading position while it is cut into a subset, so one document is closed at a time.
_closing = Lock()


def compress(operators: str) -> bytes:
    """Deflate a ground once, to be used by any number of documents."""
    return zlib.compress(operators.encode("ascii"), 9)


class Sheet:
    """A document in the making. Positions and sizes are points from the bottom left corner.

    With the same calls in the same order the bytes are the same; they carry `made_on` as their date.
    """

    def __init__(
        self, size: tuple[float, float], *, title: str, author: str, made_on: date | None = None
    ) -> None:
        face(MAIN)
        rl_config.useA85 = 0
        self.size = size
        self._canvas = Canvas(
            BytesIO(),
            pagesize=size,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            initialFontName=MAIN,
            lang="zh-CN",
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject(title)
        self._canvas.setCreator(PRODUCER)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        if made_on:
            stamp = f"D:{made_on:%Y%m%d}000000+08'00'"
            self._canvas.setDateFormatter(lambda *_: stamp)
        self._document: Any = self._canvas._doc
        describe(self._document, title=title, author=author, made_on=made_on)
        self._grounds: set[str] = set()
        #: Bought stationery lies in the printer: what is printed on it already is left out.
        self.text_only = False

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        ink: Colour = BLACK,
        spacing: float = 0,
        weight: float = 0,
    ) -> None:
        """Print one line from x on. `spacing` comes after each character, `weight` thickens strokes."""
        runs = split_runs(text)
        for number, run in enumerate(runs):
            if run.face in SHAPED:
                self._outlines(x, y, run, size, ink, weight)
            else:
                self._letters(x, y, run, size, ink, spacing, weight)
            if number + 1 < len(runs):
                x += text_width(run.text, size, spacing) + spacing

    def _letters(
        self, x: float, y: float, run: Run, size: float, ink: Colour, spacing: float, weight: float
    ) -> None:
        """Print a run one glyph after another."""
        parts = [f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {colour(ink)} {spacing:.3f} Tc"]
        if weight:
            parts.append(f"2 Tr {weight:.2f} w {colour(ink, stroke=True)}")
        parts += self._shown(run, size)
        parts.append("0 Tr ET" if weight else "ET")
        self._canvas.addLiteral(" ".join(parts))

    def _outlines(self, x: float, y: float, run: Run, size: float, ink: Colour, weight: float) -> None:
        """Draw a run that was shaped, and lay its text over it unseen, stretched to the same width."""
        drawn, scale = shape(*run), size / 1000
        stroke = f"{weight / scale:.1f} w {colour(ink, stroke=True)}" if weight else ""
        place = f"{scale:.5f} 0 0 {scale:.5f} {x:.2f} {y:.2f} cm"
        self.draw(f"{place} {colour(ink)} {stroke}\n{drawn.path}\n{'B' if weight else 'f'}")
        plain = sum(face(run.face).face.getCharWidth(ord(letter)) for letter in run.text)
        stretch = f"{100 * drawn.advance / plain:.2f} Tz" if plain else ""
        unseen = " ".join(self._shown(run, size))
        self._canvas.addLiteral(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm 0 Tc 3 Tr {stretch} {unseen} 0 Tr 100 Tz ET")

    def _shown(self, run: Run, size: float) -> list[str]:
        """Return the operators that show a run's codes."""
        font = face(run.face)
        parts = []
        for subset, codes in font.splitString(run.text, self._document):
            name = font.getSubsetInternalName(subset, self._document)
            parts.append(f"{name} {size:g} Tf <{codes.hex()}> Tj")
        return parts

    def draw(self, operators: str) -> None:
        """Draw PDF operators, shielded from what comes after."""
        self._canvas.addLiteral(f"q\n{operators}\nQ")

    def ground(self, name: str, compressed: bytes) -> None:
        """Lay a page-wide drawing under the page; it is stored once in the document."""
        if self.text_only:
            return
        if name not in self._grounds:
            form = PDFFormXObject(0, 0, *self.size)
            stream = PDFStream(PDFDictionary({"Filter": PDFArray([PDFName("FlateDecode")])}), compressed)
            form.Contents = stream
            self._document.addForm(name, form)
            self._grounds.add(name)
        self._canvas.doForm(name)

    def picture(self, data: bytes, x: float, y: float, width: float, height: float) -> None:
        """Print an image in the middle of a frame, as large as fits. Raises ValueError: not an image."""
        image = ImageReader(open_image(data))
        self._canvas.drawImage(image, x, y, width, height, preserveAspectRatio=True, anchor="c")

    def enclose(self, credential: bytes, *, made_on: date) -> None:
        """Put the certificate's credential into the document, to travel with it."""
        enclose(self._document, "credential.json", credential, kind="application/json", made_on=made_on)

    def resize(self, size: tuple[float, float]) -> None:
        """Give this page and those after it another size; to be called before anything is drawn on it."""
        self.size = size
        self._canvas.setPageSize(size)

    def move(self, right: float, down: float) -> None:
        """Move all that is drawn on this page by millimetres; called before anything is drawn on it."""
        if right or down:
            self._canvas.addLiteral(f"1 0 0 1 {right * MM:.2f} {-down * MM:.2f} cm")

    def next_page(self) -> None:
        """End this page."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """Return the document. The sheet cannot be used afterwards."""
        with _closing:
            data: bytes = self._canvas.getpdfdata()
        return data


def open_image(data: bytes) -> Image.Image:
    """Return an image as RGB. Raises ValueError when `data` is none that can be read."""
    try:
        return Image.open(BytesIO(data)).convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise ValueError("The photo cannot be read as an image. Upload it again as JPEG or PNG.") from error
