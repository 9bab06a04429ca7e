"""The hash of a document is looked up where there is no identifier; that has an index of its own."""

from django.db import migrations, models
from django.db.models import Func, Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import Exact

# Django takes it for the field's index, and would delete it together with that.
ONCE = models.UniqueConstraint(
    name="document_without_identifier_is_kept_once",
    fields=["sha256"],
    condition=Q(identifier=""),
)


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_feeds_and_fetching")]

    operations = [
        migrations.RemoveConstraint("librarydocument", ONCE.name),
        migrations.AlterField(
            model_name="librarydocument",
            name="sha256",
            field=models.CharField("SHA-256 of title and text", max_length=64),
        ),
        migrations.AddConstraint("librarydocument", ONCE),
        migrations.RemoveConstraint("librarydocument", "document_hash_is_sha256"),
        migrations.AddConstraint(
            "librarydocument",
            models.CheckConstraint(
                name="document_hash_is_sha256",
                condition=Q(Exact(Length("sha256"), Value(64)))
                & Q(
                    Exact(Func("sha256", Value("0123456789abcdef"), function="ltrim"), Value(""))
                ),
            ),
        ),
    ]
