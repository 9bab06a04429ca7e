#!/usr/bin/env python
"""Django's commands. Servers that no address is given for are found or started first."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    from django.core.management import execute_from_command_line

    from factcheck import servers

    with servers.in_use():
        execute_from_command_line(sys.argv)
