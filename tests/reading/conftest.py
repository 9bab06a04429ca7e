"""Properties hold however slow the machine is: what counts as slow is asserted where it matters."""

from hypothesis import settings

settings.register_profile("reading", deadline=None)
settings.load_profile("reading")
