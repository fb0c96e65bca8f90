"""The ledger of paper: blank stationery, print runs, spoilt sheets, who took the certificate home."""
