"""The README's tables agree with the code that they describe."""

import ast
import re

import pytest
from django.conf import settings

from articles.exports.verdicts import COLUMNS
from articles.models import Provider
from articles.roles import ROLES
from articles.services import outside

README = settings.BASE_DIR / "README.md"
OUTSIDE_SETTINGS = {"FACTCHECK_HOME": ".local"}
SERVERS = {"DATABASE_URL", "REDIS_URL"}


@pytest.fixture(scope="module")
def readme():
    return README.read_text()


def read_settings():
    """Each setting that settings.py reads from the environment, with its default in words."""
    tree = ast.parse((settings.BASE_DIR / "factcheck" / "settings.py").read_text())
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="environment")),
                args=[ast.Constant(value=name), *rest],
                keywords=keywords,
            ):
                given = [*rest, *(each.value for each in keywords if each.arg == "default")]
                yield name, _in_words(given[0]) if given else ""


def _in_words(node):
    if isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            return "yes" if node.value else "no"
        return str(node.value)
    parts = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
    return "/".join(reversed(parts))


READ = dict(read_settings())


def rows(readme, *headings):
    """The rows of the table that begins with these headings, each a list of its cells."""
    head = re.escape("| " + " | ".join(headings) + " |")
    (table,) = re.findall(rf"(?im)^{head}\n\|[-| ]+\|\n((?:\|.*\n)+)", readme)
    split = re.compile(r"(?<!\\)\|")
    return [[cell.strip() for cell in split.split(line)[1:-1]] for line in table.splitlines()]


def test_the_settings_are_found_in_the_code():
    assert READ["FACTCHECK_LOGIN_TRIES"] == "5"
    assert READ["FACTCHECK_STATIC"] == ".local/static"
    assert READ["FACTCHECK_DEBUG"] == "no"
    assert READ.keys() > SERVERS


def test_every_setting_has_one_row_and_no_row_is_without_a_setting(readme):
    named = [row[0].strip("`") for row in rows(readme, "Setting", "Default", "Meaning")]

    assert sorted(named) == sorted(READ.keys() | OUTSIDE_SETTINGS)


def test_every_row_says_the_default_and_what_the_setting_means(readme):
    wanted = READ | OUTSIDE_SETTINGS
    for name, default, meaning in rows(readme, "Setting", "Default", "Meaning"):
        expected = wanted[name.strip("`")]
        assert len(meaning) > 10, name
        if name.strip("`") in SERVERS:
            assert default == "a private server"
        elif expected:
            assert default == f"`{expected}`", name
        else:
            assert default.startswith("none"), name


def test_the_table_of_roles_is_that_of_the_code(readme):
    table = {
        role: re.findall(r"`(\w+)`", permissions)
        for role, permissions in rows(readme, "Role", "Permissions")
    }

    assert table == {role: list(permissions) for role, permissions in ROLES.items()}


def test_the_columns_of_the_csv_are_those_of_the_code(readme):
    assert f"`{', '.join(COLUMNS)}`" in readme


def test_every_command_of_ours_is_named(readme):
    folder = settings.BASE_DIR / "articles" / "management" / "commands"
    for file in folder.glob("[a-z]*.py"):
        assert re.search(rf"`(?:manage\.py )?{file.stem}\b", readme), file.stem


def test_the_address_of_no_package_index_is_in_it(readme):
    assert not re.search(r"(?i)index-url|simple/", readme)


@pytest.mark.django_db
def test_every_provider_has_a_row_with_what_it_asks_and_its_defaults(readme):
    headings = ("Provider", "Asks whom", "What is sent", "It needs", "On at first")
    table = rows(readme, *headings, "Requests a minute")

    assert [row[0].strip("`") for row in table] == list(
        Provider.objects.values_list("slug", flat=True)
    )
    for slug, whom, _, _, is_on, a_minute in table:
        provider = Provider.objects.get(slug=slug.strip("`"))
        kind = outside.ASKED.get(provider.slug)
        assert is_on == ("yes" if provider.is_on else "no")
        assert a_minute == (str(provider.a_minute) if provider.is_outside else "")
        assert kind is None or kind.address in whom
