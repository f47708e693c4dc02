#!/usr/bin/env python3
"""Run Django's commands with mentoring.settings."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError


def main(words):
    """Run the command; what stands in the environment wrongly ends in one line and status 2."""
    try:
        execute_from_command_line(words)
    except (ImproperlyConfigured, OperationalError) as wrong:
        if "--traceback" in words:
            raise
        reason = str(wrong).strip().splitlines()[0]
        if isinstance(wrong, OperationalError):
            reason = f"База данных не отвечает ({reason}). Проверьте DATABASE_URL."
        sys.stderr.write(f"{reason}\n")
        sys.exit(2)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentoring.settings")
    main(sys.argv)
