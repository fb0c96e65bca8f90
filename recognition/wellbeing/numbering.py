"""Series of this room: membership cards and care activities."""

from typing import Final

CARD_PREFIX: Final = "GH"
ACTIVITY_PREFIX: Final = "NF"
