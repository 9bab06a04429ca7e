"""What an editor types: checked for form here, for the rules of the trade in the services."""

from articles.forms.acts import KnownOriginForm, NoteForm, ReasonForm
from articles.forms.articles import ArticleForm, PasteForm
from articles.forms.evidence import AcceptForm, AttachForm
from articles.forms.library import AddressesForm, DocumentForm, FeedForm, FilesForm
from articles.forms.logging_in import AdminLogInForm, LogInForm
from articles.forms.searches import FoundForm, LibrarySearchForm, LookedForm
from articles.forms.verdicts import SignOffForm, VerdictForm

__all__ = [
    "AcceptForm",
    "AddressesForm",
    "AdminLogInForm",
    "ArticleForm",
    "AttachForm",
    "DocumentForm",
    "FeedForm",
    "FilesForm",
    "FoundForm",
    "KnownOriginForm",
    "LibrarySearchForm",
    "LogInForm",
    "LookedForm",
    "NoteForm",
    "PasteForm",
    "ReasonForm",
    "SignOffForm",
    "VerdictForm",
]
