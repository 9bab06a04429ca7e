"""Behind the https proxy: who is asking."""

from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address that the proxy saw: the last of X-Forwarded-For, which it adds itself.

    What stands before it anybody may have sent.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return forwarded or str(request.META.get("REMOTE_ADDR", ""))
