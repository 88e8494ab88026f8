"""The way of a browser's files to the object store: through our own host, as CloudFront forwards them.

The site's pages talk to no other host; what a form may store, its signature says.
"""

from http import HTTPStatus
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from infra.site import UPLOADS
from layers.aws import s3
from layers.settings import settings
from local.answers import Answer, refusal

ROOT = UPLOADS

_PATIENCE = 30.0


def forward(media_type: str, body: bytes) -> Answer:
    """Send a form with its file on to the bucket, and return what that says."""
    address = f"{s3().meta.endpoint_url}/{settings().bucket}"
    request = Request(address, body, {"Content-Type": media_type})
    try:
        with urlopen(request, timeout=_PATIENCE) as answer:
            return Answer(answer.status, [])
    except HTTPError as error:
        return refusal(HTTPStatus(error.code))
    except URLError:
        return refusal(HTTPStatus.BAD_GATEWAY)
