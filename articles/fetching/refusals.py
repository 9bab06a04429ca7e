"""Why something was not fetched, each as a plain sentence for the editor."""


class Unfetchable(Exception):
    is_temporary = False  # worth another try later


class BadAddress(Unfetchable):
    """The address is none, or of a kind that is not fetched."""


class ForbiddenAddress(Unfetchable):
    """The address leads into the house, or to a port where no page is."""


class TooLarge(Unfetchable):
    pass


class WrongType(Unfetchable):
    """Not text, or text that cannot be unpacked."""


class TooManyRedirects(Unfetchable):
    pass


class TooSlow(Unfetchable):
    is_temporary = True


class Unreachable(Unfetchable):
    """Nobody answers there, or nothing that can be understood."""

    is_temporary = True
