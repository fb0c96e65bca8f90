"""What makes a document fit for an archive: PDF/A-3b (ISO 19005-3), so that it looks the same in ten years.

The faces are embedded anyhow; what is added are the description of the file (XMP) and the colours that are
meant (`srgb.icc`, the sRGB profile that Little CMS makes, its date set to a fixed day). reportlab ends a
stream without the line break that the standard asks for; that is put right where reportlab writes streams.
"""

from __future__ import annotations

import zlib
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

PROFILE = Path(__file__).with_name("srgb.icc").read_bytes()
_END = b"endstream\n"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>{dated}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

_reportlab_stream = PDFStream.format


def _stream(self: Any, document: Any) -> bytes:
    """Write a stream as reportlab does, with a line break before its end (ISO 19005-3, 6.1.7.1)."""
    written: bytes = _reportlab_stream(self, document)
    if not written.endswith(_END):
        raise RuntimeError("reportlab no longer ends streams as it did in 5.1. Mend rendering/archive.py.")
    return written.removesuffix(_END) + b"\n" + _END


PDFStream.format = _stream


class _Description(PDFStream):
    """The XMP packet: it stays readable, so no filter is put over it (ISO 19005-3, 6.6.2.1)."""

    def format(self, document: Any) -> bytes:
        """Write the stream as it is."""
        packet: bytes = self.content
        entries = f"/Length {len(packet)} /Subtype /XML /Type /Metadata"
        return b"<< " + entries.encode() + b" >>\nstream\n" + packet + b"\n" + _END


def describe(document: Any, *, title: str, author: str, made_on: date | None) -> None:
    """Add the description and the colours to a reportlab document before it is closed."""
    dated = f"\n<xmp:CreateDate>{made_on.isoformat()}</xmp:CreateDate>" if made_on else ""
    packet = _XMP.format(title=escape(title), author=escape(author), dated=dated).encode()
    intent = PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB"),
            "DestOutputProfile": document.Reference(
                PDFStream(PDFDictionary({"N": 3}), PROFILE), "OutputProfile"
            ),
        }
    )
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.Metadata = _Description(PDFDictionary(), packet)
    catalog.OutputIntents = PDFArray([intent])


def enclose(document: Any, name: str, content: bytes, *, kind: str, made_on: date) -> None:
    """Enclose a file in a reportlab document before it is closed (ISO 19005-3, 6.8).

    It is said to be the same thing in another form ("Alternative"): what a machine reads of the paper.
    """
    dated = PDFString(f"D:{made_on:%Y%m%d}000000+08'00'")
    file = PDFStream(
        PDFDictionary(
            {
                "Type": PDFName("EmbeddedFile"),
                # A stroke in a name is written as its code; PDFName would write the sign of the code anew.
                "Subtype": "/" + kind.replace("/", "#2F"),
                "Params": PDFDictionary({"Size": len(content), "ModDate": dated}),
                "Filter": PDFArray([PDFName("FlateDecode")]),
            }
        ),
        zlib.compress(content, 9),
    )
    told = PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(name),
            "UF": PDFString(name),
            "AFRelationship": PDFName("Alternative"),
            "EF": PDFDictionary({"F": document.Reference(file, "CredentialFile")}),
        }
    )
    reference = document.Reference(told, "Credential")
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF"]
    catalog.AF = PDFArray([reference])
    files = PDFDictionary({"Names": PDFArray([PDFString(name), reference])})
    catalog.Names = PDFDictionary({"EmbeddedFiles": files})
