"""Documents kept as objects (S3): what everybody reads, and what is too large for a table item."""

from collections.abc import Mapping
from dataclasses import dataclass

from botocore.exceptions import ClientError

from layers.aws import s3
from layers.settings import settings


def write(name: str, content: bytes, content_type: str) -> None:
    """Store a document under `name`, replacing what was there; writing the same twice changes nothing."""
    s3().put_object(Bucket=settings().bucket, Key=name, Body=content, ContentType=content_type)


def read(name: str) -> bytes | None:
    """Return a document's bytes, or None where there is none."""
    try:
        return s3().get_object(Bucket=settings().bucket, Key=name)["Body"].read()
    except ClientError as error:
        if error.response["Error"]["Code"] in {"NoSuchKey", "404"}:
            return None
        raise


def remove(name: str) -> None:
    """Remove a document; harmless where there is none."""
    s3().delete_object(Bucket=settings().bucket, Key=name)


def remove_all(start: str) -> None:
    """Remove every document whose name starts like this; harmless where there is none."""
    bucket = settings().bucket
    for page in s3().get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=start):
        for found in page.get("Contents", []):
            remove(found["Key"])


@dataclass(frozen=True, slots=True)
class UploadForm:
    """Where, and with which fields of a form, a browser sends a file to the object store."""

    address: str
    fields: Mapping[str, str]


def upload_form(name: str, most: int, seconds: int) -> UploadForm:
    """Return the form by which anybody can store one document of at most so many bytes for some seconds."""
    made = s3().generate_presigned_post(
        settings().bucket, name, Conditions=[["content-length-range", 1, most]], ExpiresIn=seconds
    )
    return UploadForm(made["url"], made["fields"])
