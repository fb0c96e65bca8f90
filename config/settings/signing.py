"""How papers are signed: the level (PAdES), the key with its chain, the clock of another, the seal itself."""

from django.core.exceptions import ImproperlyConfigured

from config import env

from .mode import PRODUCTION

PAPER_LEVELS = ("none", "B-B", "B-T", "B-LT")
# A time-stamping authority (RFC 3161) makes the level B-LT: the time is another's word, and what is needed to
# check the signature years from now travels with it.
TSA_URL = env.web_address("TSA_URL") if env.given("TSA_URL") else ""
TSA_SECONDS = env.number("TSA_SECONDS", 5)
PAPER_SIGNATURE = env.choice("PAPER_SIGNATURE", PAPER_LEVELS, "B-LT" if TSA_URL else "B-B")
# PEM files: the private key (P-256 or RSA), and the signer's certificate first, then those above it. Without
# them development signs by a CA of its own, which says in its name that it is worth nothing.
_given = {name: env.given(name) for name in ("PAPER_KEY_FILE", "PAPER_CHAIN_FILE")}
PAPER_KEY_FILE, PAPER_CHAIN_FILE = (
    env.path(name, env.BASE_DIR) if value else None for name, value in _given.items()
)
PAPER_KEY_PASSWORD = env.given("PAPER_KEY_PASSWORD")
# Chains of certificates that signed earlier papers: what they signed stays ours.
PAPER_RETIRED_FILE = env.path("PAPER_RETIRED_FILE", env.BASE_DIR) if env.given("PAPER_RETIRED_FILE") else None
# Beside the other keys that development makes for itself (see security.py).
DEVELOPMENT_CA_ROOT = env.path("KEY_FILE", env.BASE_DIR / "var" / "keys.json").with_name("development-ca")
# Who seals: a class that keeps the promises of `office.certificates.signing.seam.Seal`.
PAPER_SEAL = env.text("PAPER_SEAL", "office.certificates.signing.pades.PadesSeal")

if bool(PAPER_KEY_FILE) != bool(PAPER_CHAIN_FILE):
    raise ImproperlyConfigured("Set PAPER_KEY_FILE and PAPER_CHAIN_FILE together, or neither.")
if PAPER_SIGNATURE in ("B-T", "B-LT") and not TSA_URL:
    raise ImproperlyConfigured(
        f"PAPER_SIGNATURE={PAPER_SIGNATURE} needs TSA_URL, the address of a time stamp."
    )
if PRODUCTION and PAPER_SIGNATURE != "none" and not PAPER_KEY_FILE:
    raise ImproperlyConfigured(
        "Set PAPER_KEY_FILE and PAPER_CHAIN_FILE, by which papers are signed, or PAPER_SIGNATURE=none."
    )
