"""What this office is called and where it is found."""

from config import env

from .mode import PRODUCTION

OFFICE_NAME = env.text("OFFICE_NAME", "平安区快递员职业发展服务平台")
# The address printed into QR codes: certificates carry it for ten years, so set it before the first issue.
PUBLIC_BASE_URL = env.web_address("PUBLIC_BASE_URL", None if PRODUCTION else "http://127.0.0.1:8000")
# The two digits (GB/T 2260) in certificate numbers of this province; others are worth a second look.
PROVINCE_DIGITS = env.text("PROVINCE_DIGITS", "63")
