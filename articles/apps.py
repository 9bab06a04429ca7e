from django.apps import AppConfig
from django.core import checks


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "The desk"

    def ready(self) -> None:
        from articles.services import outside  # noqa: PLC0415 -- its models are loaded by now

        checks.register(outside.keys_have_a_provider)
