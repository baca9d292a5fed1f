"""Writing in a topic."""

from datetime import datetime
from typing import Any

from participation.contributions.forms import WordsForm
from participation.forums import actions
from participation.forums.models import Post, Topic


class PostForm(WordsForm):
    """A post or a reply."""

    def post_in(self, topic: Topic, *, by: Any, at: datetime) -> Post:
        return actions.write_post(topic=topic, author=by, at=at, **self.cleaned_data)

    def reply_to(self, post: Post, *, by: Any, at: datetime) -> Post:
        return actions.reply_to(post=post, author=by, at=at, **self.cleaned_data)
