"""The services that carry messages: SNS for SMS, SES for mail.

Each gets the message's id along, so that a receiver that sees one twice can tell.
"""

import re
from collections.abc import Callable

from layers.aws import ses, sns
from layers.outbox import Channel, Letter
from layers.settings import settings

MESSAGE_ID = "waystation-message"
"""The name of the SMS attribute and of the mail tag that hold the message's id."""

_NOT_IN_TAGS = re.compile(r"[^0-9A-Za-z_-]")
_LONGEST_TAG = 256


def send(channel: Channel, letter: Letter, message: str) -> None:
    """Hand a letter to its channel's service; raises botocore's errors where that does not accept it."""
    _SENDERS[channel](letter, message)


def _sms(letter: Letter, message: str) -> None:
    sns().publish(
        PhoneNumber=letter.to,
        Message=letter.text,
        MessageAttributes={
            MESSAGE_ID: {"DataType": "String", "StringValue": message},
            "AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"},
        },
    )


def _mail(letter: Letter, message: str) -> None:
    ses().send_email(
        Source=settings().mail_sender,
        Destination={"ToAddresses": [letter.to]},
        Message={
            "Subject": {"Data": letter.subject, "Charset": "UTF-8"},
            "Body": {"Text": {"Data": letter.text, "Charset": "UTF-8"}},
        },
        Tags=[{"Name": MESSAGE_ID, "Value": _NOT_IN_TAGS.sub("-", message)[:_LONGEST_TAG]}],
    )


_SENDERS: dict[Channel, Callable[[Letter, str], None]] = {Channel.SMS: _sms, Channel.MAIL: _mail}
