"""Writing in a forum, reading it, and running one."""

from participation.forums.forms.managing import CloseForm, ForumForm, TopicForm
from participation.forums.forms.reading import ThreadFilter
from participation.forums.forms.writing import GuestForm, PostForm

__all__ = [
    "CloseForm",
    "ForumForm",
    "GuestForm",
    "PostForm",
    "ThreadFilter",
    "TopicForm",
]
