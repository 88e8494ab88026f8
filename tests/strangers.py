"""People whom nobody knew, made by the services alone."""

from functions.auth import accounts, documents, store
from functions.auth.documents import Document, DocumentType
from functions.auth.ids import AccountId
from layers import clock
from layers.i18n import Language
from tests import factories


def document() -> Document:
    """Return a document that nobody had before."""
    fresh = factories.document()
    checked = documents.check(fresh["nationality"], DocumentType(fresh["document_type"]), fresh["number"])
    assert isinstance(checked, Document)
    return checked


def account() -> AccountId:
    """Return a registered account of a document that nobody had before."""
    made = accounts.register(document(), factories.PASSWORD, Language.EN, clock.now())
    return store.account_id(made.account)
