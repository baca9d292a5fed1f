"""What several chapters share: which other chapters this report has, so that nothing is said twice."""

from typing import Any

Content = dict[str, Any]


def has_chapter(content: Content, key: str) -> bool:
    """Whether the report has this chapter, too."""
    return any(each["key"] == key for each in content["chapters"])


def opening_named(content: Content, title: str) -> list[Content]:
    """Sections before the vision that are called like a chapter: they open it."""
    return [each for each in content["reading"]["opening"] if each["title"] == title]
