"""Makes a database of trusted certificates for `pdfsig -nssdir`, as `certutil -A -t CT,C,C` would.

    python nss.py FOLDER CERTIFICATE.der

certutil is seldom installed beside pdfsig; the library that both rest on always is.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes.util import find_library
from pathlib import Path

#: CERTDB_TRUSTED_CA, CERTDB_TRUSTED_CLIENT_CA and CERTDB_VALID_CA (certt.h).
TRUSTED = 1 << 4 | 1 << 7 | 1 << 3


class Item(ctypes.Structure):
    """SECItem (seccomon.h)."""

    _fields_ = (("type", ctypes.c_uint), ("data", ctypes.c_char_p), ("len", ctypes.c_uint))


class Trust(ctypes.Structure):
    """CERTCertTrust (certt.h)."""

    _fields_ = (("ssl", ctypes.c_uint), ("email", ctypes.c_uint), ("signing", ctypes.c_uint))


def trust(folder: Path, certificate: bytes) -> None:
    """Make the database in an empty folder. Raises OSError when the library is absent or refuses."""
    name = find_library("nss3")
    if name is None:
        raise OSError("libnss3 is not installed")
    nss = ctypes.CDLL(name)
    nss.PK11_GetInternalKeySlot.restype = ctypes.c_void_p
    nss.CERT_GetDefaultCertDB.restype = ctypes.c_void_p
    nss.CERT_NewTempCertificate.restype = ctypes.c_void_p
    _done(nss.NSS_InitReadWrite(f"sql:{folder}".encode()), "NSS_InitReadWrite")
    slot = ctypes.c_void_p(nss.PK11_GetInternalKeySlot())
    _done(nss.PK11_InitPin(slot, None, b""), "PK11_InitPin")
    item, database = Item(0, certificate, len(certificate)), ctypes.c_void_p(nss.CERT_GetDefaultCertDB())
    made = ctypes.c_void_p(nss.CERT_NewTempCertificate(database, ctypes.byref(item), None, 0, 1))
    _done(nss.PK11_ImportCert(slot, made, ctypes.c_ulong(0), b"office", 0), "PK11_ImportCert")
    told = Trust(TRUSTED, TRUSTED, TRUSTED)
    _done(nss.CERT_ChangeCertTrust(database, made, ctypes.byref(told)), "CERT_ChangeCertTrust")
    nss.CERT_DestroyCertificate(made)
    nss.PK11_FreeSlot(slot)
    nss.NSS_Shutdown()


def _done(status: int, call: str) -> None:
    if status:
        raise OSError(f"{call} was refused")


if __name__ == "__main__":
    trust(Path(sys.argv[1]), Path(sys.argv[2]).read_bytes())
