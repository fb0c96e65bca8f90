"""What the room prints: a person's transcript, and the book of a class."""

from .book import book_pdf, book_workbook
from .transcript import transcript_pdf

__all__ = ["book_pdf", "book_workbook", "transcript_pdf"]
