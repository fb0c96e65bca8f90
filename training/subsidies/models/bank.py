"""Banks, and how each of them wants its files: data, because no two banks agree."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import AmountUnit, Encoding, FileFormat

FILE_KEYS: Final = (
    "serial",
    "batch",
    "paying_name",
    "paying_account",
    "account",
    "payee",
    "amount",
    "union_number",
    "bank",
    "remark",
)
RETURN_KEYS: Final = ("batch", "serial", "account", "payee", "amount", "result", "reason", "day", "reference")
RETURN_REQUIRED: Final = ("amount", "result")


def default_columns() -> list[list[str]]:
    """The columns that many banks share, as pairs of key and heading, in order."""
    return [
        ["serial", "序号"],
        ["account", "收款人账号"],
        ["payee", "收款户名"],
        ["amount", "交易金额"],
        ["union_number", "收款行行号"],
        ["bank", "收款行名称"],
        ["remark", "用途"],
    ]


def default_return_columns() -> dict[str, str]:
    """The headings of a return, by key."""
    return {
        "batch": "批次号",
        "serial": "序号",
        "account": "收款人账号",
        "payee": "收款户名",
        "amount": "交易金额",
        "result": "结果",
        "reason": "失败原因",
        "day": "交易日期",
        "reference": "流水号",
    }


def default_success() -> list[str]:
    """Words by which a bank says that it has paid."""
    return ["成功", "交易成功", "已入账"]


def default_failure() -> list[str]:
    """Words by which a bank says that it has not."""
    return ["失败", "交易失败", "退回", "退票"]


class Bank(models.Model):
    """A bank's branch with its union number (联行号, twelve digits)."""

    name = models.CharField(_("name of the bank"), max_length=80, unique=True)
    union_number = models.CharField(
        _("union number"),
        max_length=12,
        validators=[RegexValidator(r"^\d{12}$", _("A union number has twelve digits."))],
    )

    class Meta:
        verbose_name = _("bank")
        verbose_name_plural = _("banks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class BankProfile(models.Model):
    """How one bank takes payments in and tells what became of them.

    `columns` is a list of [key, heading] in the bank's order, keys among FILE_KEYS. `return_columns` maps
    keys of RETURN_KEYS to the bank's exact headings. `forbidden` are characters it refuses in texts.
    `hr_codes` puts the codes of the human resources data standard above the payment list.
    """

    code = models.CharField(_("code"), max_length=40, primary_key=True)
    name = models.CharField(_("name"), max_length=80)
    is_default = models.BooleanField(_("used unless another is chosen"), default=False)
    file_format = models.CharField(
        _("kind of file"), max_length=4, choices=FileFormat.choices, default=FileFormat.XLSX
    )
    encoding = models.CharField(
        _("encoding of text files"), max_length=8, choices=Encoding.choices, default=Encoding.GB18030
    )
    amount_unit = models.CharField(
        _("unit of amounts"), max_length=4, choices=AmountUnit.choices, default=AmountUnit.YUAN
    )
    columns = models.JSONField(_("columns"), default=default_columns)
    with_headings = models.BooleanField(_("with a line of headings"), default=True)
    remark_length = models.PositiveSmallIntegerField(_("longest remark (characters)"), default=30)
    forbidden = models.CharField(_("forbidden characters"), max_length=60, blank=True, default="|<>&\"'")
    union_required = models.BooleanField(_("union number required"), default=False)
    paying_name = models.CharField(_("paying account's name"), max_length=120, blank=True)
    paying_account = models.CharField(_("paying account"), max_length=40, blank=True)
    return_columns = models.JSONField(_("headings of returns"), default=default_return_columns)
    success_words = models.JSONField(_("words for success"), default=default_success)
    failure_words = models.JSONField(_("words for failure"), default=default_failure)
    hr_codes = models.BooleanField(_("HR codes above the payment list"), default=False)

    class Meta:
        verbose_name = _("bank profile")
        verbose_name_plural = _("bank profiles")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="subsidies_one_default_profile"
            ),
            models.CheckConstraint(
                condition=Q(remark_length__gte=1), name="subsidies_profile_remark_has_room"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse columns and headings that no file could be written or read by."""
        faults: dict[str, ValidationError] = {}
        if not _are_pairs(self.columns):
            faults["columns"] = ValidationError(
                _("Enter a list of [key, heading]; the keys are %(keys)s, each once.")
                % {"keys": ", ".join(FILE_KEYS)},
                code="columns",
            )
        if not _are_headings(self.return_columns):
            faults["return_columns"] = ValidationError(
                _("Enter a heading for each key; the keys are %(keys)s, and %(required)s are needed.")
                % {"keys": ", ".join(RETURN_KEYS), "required": ", ".join(RETURN_REQUIRED)},
                code="return_columns",
            )
        words = {"success_words": self.success_words, "failure_words": self.failure_words}
        if not _are_words(*words.values()):
            fault = ValidationError(_("Enter two lists of words; no word may stand twice."), code="words")
            faults |= dict.fromkeys(words, fault)
        if faults:
            raise ValidationError(faults)


def _are_pairs(columns: Any) -> bool:
    if not isinstance(columns, list) or not columns:
        return False
    if not all(isinstance(pair, list) and len(pair) == 2 for pair in columns):
        return False
    keys = [key for key, _heading in columns]
    return all(key in FILE_KEYS for key in keys) and len(set(keys)) == len(keys)


def _are_words(*lists: Any) -> bool:
    if not all(isinstance(each, list) for each in lists):
        return False
    words = [word for each in lists for word in each]
    return all(isinstance(word, str) and word.strip() for word in words) and len(set(words)) == len(words)


def _are_headings(headings: Any) -> bool:
    if not isinstance(headings, dict):
        return False
    texts = all(isinstance(heading, str) and heading.strip() for heading in headings.values())
    known = all(key in RETURN_KEYS for key in headings)
    findable = "account" in headings or {"batch", "serial"} <= headings.keys()
    return texts and known and findable and all(key in headings for key in RETURN_REQUIRED)
