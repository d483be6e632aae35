"""The settings of the mail server by which a desk tells what its saved searches find."""

from typing import Literal

import msgspec


class MailSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The mail server by which notices are sent; without a host none is sent."""

    host: str = ""
    # 587 is where mail is handed in (RFC 6409).
    port: int = 587
    # How the connection is kept secret: begun plain, then changed (starttls), from the start (tls), or not at all.
    security: Literal["starttls", "tls", "none"] = "starttls"
    # The address that notices come from.
    sender: str = ""
    user: str = ""
    # The name of the environment variable that holds the password, so that none stands in the settings file.
    password_in: str = "SYNOPTIC_MAIL_PASSWORD"
