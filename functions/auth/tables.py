"""The table of identity. Nothing personal stands in a key or in clear: hashes are keyed, fields sealed.

Key formats (`pk` / `sk`):

- `ACCOUNT#{account}` / `ACCOUNT`, `PROFILE`, `COHABITANT#{cohabitant}`: a household, read by one query
- `DOCUMENT#{hash of type|number}` / `DOCUMENT`: whose document it is, and the account that has it
- `PHONE#{hash of E.164}` / `PHONE`: the account that this phone signs in to
- `REVIEWS#{region}` / `{instant}#{account}#{member}`: what staff have to review, listed under the
  destination and every region above it; member is `PROFILE` or a cohabitant's id
- `CAPTCHA#{id}` / `CAPTCHA`: an image's answer
- `CODE#{hash of E.164}` / `CODE`: a phone's one-time code, and how many it was sent today
- `RESETS` / `{epoch ms}-{id}`: requests for a new password that staff have not decided
- `RESETLINK#{SHA-256 of the token}` / `RESETLINK`: a link to set a new password

Sealed attributes are bound to their item: the owner of the seal is `pk` followed by `sk`.
"""

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    DiscriminatorAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)

from layers.tables import Item, TableMeta


class AuthItem(Item):
    """An item of the identity table."""

    class Meta(TableMeta):
        name = "auth"


class HouseholdItem(AuthItem):
    """An item of an account's partition; `kind` tells which, so that one query reads them all."""

    kind = DiscriminatorAttribute()


class Account(HouseholdItem, discriminator="ACCOUNT"):
    """What somebody signs in to.

    `identity` seals a `records.Identity`, `phone` an E.164 number. `generation` counts what ends
    sessions, `household_version` every change to profile and cohabitants. `hold` names what freezes
    the household. `must_change_by` is set by a temporary password: the instant it stops working.
    `disabled` is the reason.
    """

    person = UnicodeAttribute()
    identity = BinaryAttribute(legacy_encoding=False, null=True)
    password_hash = UnicodeAttribute(null=True)
    must_change_by = UnicodeAttribute(null=True)
    phone = BinaryAttribute(legacy_encoding=False, null=True)
    language = UnicodeAttribute()
    generation = NumberAttribute(default=1)
    household_version = NumberAttribute(default=0)
    hold = UnicodeAttribute(null=True)
    needs_correction = BooleanAttribute(default=False)
    corrected = BooleanAttribute(default=False)
    disabled = UnicodeAttribute(null=True)
    created_at = UnicodeAttribute()


class Reviewed(HouseholdItem):
    """What a person declared and what the review says of it.

    `fields` seals a record, `remarks` is JSON of `records.Remark`, `revision` counts changes of
    all this. `reviewer` is the member of staff who decided, if one did. `queued_in` are the regions
    whose queues list it since `submitted_at`.
    """

    fields = BinaryAttribute(legacy_encoding=False)
    review = UnicodeAttribute()
    remarks = UnicodeAttribute(default="[]")
    reviewer = UnicodeAttribute(default="")
    revision = NumberAttribute()
    submitted_at = UnicodeAttribute()
    queued_in = UnicodeSetAttribute(null=True)


class Profile(Reviewed, discriminator="PROFILE"):
    """The applicant's own declaration, `records.ProfileFields`; `destination` is a region's id."""

    destination = UnicodeAttribute()


class Cohabitant(Reviewed, discriminator="COHABITANT"):
    """A cohabitant's declaration, `records.CohabitantFields`."""

    person = UnicodeAttribute()


Member = Profile | Cohabitant
"""Anybody of a household."""


class KnownDocument(AuthItem):
    """A document somebody gave: its person, which never changes, and the account it signs in to.

    `imported` tells that an account came with it from the older system, even if it has none now.
    """

    person = UnicodeAttribute()
    account = UnicodeAttribute(null=True)
    imported = BooleanAttribute(default=False)


class KnownPhone(AuthItem):
    """A phone that signs in to an account."""

    account = UnicodeAttribute()


class ReviewEntry(AuthItem):
    """One line of a region's review queue."""

    account = UnicodeAttribute()
    member = UnicodeAttribute()


class Captcha(AuthItem):
    """An image waiting for its answer (sealed)."""

    answer = BinaryAttribute(legacy_encoding=False)


class OneTimeCode(AuthItem):
    """A phone's last code: keyed hash, removed by its use; how many it was sent on local date `day`."""

    code_hash = UnicodeAttribute(null=True)
    tries_left = NumberAttribute()
    sent_at = UnicodeAttribute()
    good_until = UnicodeAttribute()
    day = UnicodeAttribute()
    sent_today = NumberAttribute()


class ResetRequest(AuthItem):
    """Somebody forgot their password; `letter` seals a `records.ResetLetter`."""

    account = UnicodeAttribute(null=True)
    letter = BinaryAttribute(legacy_encoding=False)


class ResetLink(AuthItem):
    """A link that sets an account's password once, while the account's generation is this one."""

    account = UnicodeAttribute()
    generation = NumberAttribute()
