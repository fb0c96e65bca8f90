"""Appoint the first registrar, who appoints everybody else."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from office.desk.language import office_language
from office.people.actions import create_user, give_mandate
from office.people.enums import Role
from office.people.models import Mandate, Organisation, User


class Command(BaseCommand):
    """`manage.py appoint_registrar USERNAME --name NAME --organisation NAME`."""

    help = (
        "Open the account of the office's first registrar and give it its mandate. The password is asked "
        "for, or read from the standard input. Refused while there is a registrar, who appoints the others."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare who, and for which department."""
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="the registrar's own name")
        parser.add_argument("--organisation", required=True, help="the department, as registered")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make account and mandate in one step; raise CommandError saying what to do instead."""
        with office_language():
            try:
                with transaction.atomic():
                    self._appoint(options["username"], options["name"], options["organisation"])
            except ValidationError as error:
                raise CommandError("\n".join(error.messages)) from error
            told = gettext("%(name)s is registrar now and appoints the others under “Accounts and mandates”.")
            self.stdout.write(told % {"name": options["name"]})

    def _appoint(self, username: str, name: str, department: str) -> None:
        today = timezone.localdate()
        registrars = Mandate.objects.held_on(today).filter(role=Role.REGISTRAR, user__is_active=True)
        if registrars.exists():
            raise ValidationError(
                gettext("There is a registrar already, who gives mandates under “Accounts and mandates”."),
                code="registrar_there",
            )
        organisation = Organisation.objects.filter(name=department, is_department=True).first()
        if organisation is None:
            raise ValidationError(
                gettext("No department is called “%(name)s”. Enter it under /admin/, then run this again.")
                % {"name": department},
                code="no_department",
            )
        password = _password()
        validate_password(password, User(username=username, display_name=name))
        user = create_user(username, display_name=name, password=password, actor=None)
        give_mandate(user, role=Role.REGISTRAR, organisation=organisation, valid_from=today, actor=None)


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass(gettext("Password: "))
    if getpass(gettext("Once more: ")) != password:
        raise ValidationError(gettext("The two passwords differ. Run this again."), code="passwords_differ")
    return password
