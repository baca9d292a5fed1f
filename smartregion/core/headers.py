"""What browsers may do with our answers, beyond what Django and django-csp already say."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Signing in with a passkey and copying a link are all that our scripts ask of a browser.
OURS = (
    "clipboard-write",
    "fullscreen",
    "publickey-credentials-create",
    "publickey-credentials-get",
)
NOBODYS = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture",
    "encrypted-media", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts",
    "magnetometer", "microphone", "midi", "otp-credentials", "payment", "picture-in-picture",
    "screen-wake-lock", "serial", "storage-access", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS = ", ".join([*(f"{name}=()" for name in NOBODYS), *(f"{name}=(self)" for name in OURS)])


class ProtectiveHeadersMiddleware:
    """No camera, no place, no payment; and no other site shows our pictures and files as its own.

    What is open data says so itself (Access-Control-Allow-Origin), and then may be used by every site.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Permissions-Policy"] = PERMISSIONS
        is_open = response.get("Access-Control-Allow-Origin") == "*"
        response["Cross-Origin-Resource-Policy"] = "cross-origin" if is_open else "same-origin"
        return response
