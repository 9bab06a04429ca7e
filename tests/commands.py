"""Running a command as a person at a terminal does: what it says, and how it ends."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def run(name, *arguments, **options):
    """Run a command; give back its lines on standard output and on standard error."""
    out, error = StringIO(), StringIO()
    call_command(name, *arguments, stdout=out, stderr=error, **options)
    return out.getvalue().splitlines(), error.getvalue().splitlines()


def fails(name, *arguments, **options):
    """The same for one that has to fail: its last words, and both outputs."""
    out, error = StringIO(), StringIO()
    with pytest.raises(CommandError) as caught:
        call_command(name, *arguments, stdout=out, stderr=error, **options)
    assert caught.value.returncode == 1
    return str(caught.value), out.getvalue().splitlines(), error.getvalue().splitlines()
