"""What may happen: each function is one editorial act, in one transaction, with its event."""


class Refused(Exception):
    """The act breaks an editorial rule. The message is written for the editor to read."""
