"""The house list: who owns which domains."""

import re
from typing import Any

from django import forms
from django.contrib import admin

from articles.models import Owner
from articles.reading import origins


class DomainsField(forms.CharField):
    """Domains, one a line; an address is taken for its domain."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        domains = []
        for line in re.split(r"[\s,;]+", super().clean(value).strip()):
            domain = origins.domain(line)
            if not domain:
                raise forms.ValidationError(f"{line} is no domain of the web.")
            domains.append(domain)
        return list(dict.fromkeys(domains))


class OwnerForm(forms.ModelForm):
    domains = DomainsField(help_text="One a line, such as example.co.uk.")

    class Meta:
        model = Owner
        fields = ("name", "domains")

    def clean_domains(self) -> list[str]:
        domains: list[str] = self.cleaned_data["domains"]
        for other in Owner.objects.filter(domains__overlap=domains).exclude(pk=self.instance.pk):
            raise forms.ValidationError(f"{other} has one of these already.")
        return domains


@admin.register(Owner)
class Owners(admin.ModelAdmin):
    form = OwnerForm
    list_display = ("name", "listed")
    search_fields = ("name", "domains")

    @admin.display(description="domains")
    def listed(self, owner: Owner) -> str:
        return ", ".join(owner.domains)
