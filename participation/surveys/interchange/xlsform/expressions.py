"""The expressions in a form: taken apart into a tree, and put together as text.

They are XPath with ``${name}`` for answers and ``.`` for the answer that is judged. A bare name is a
column of the choices. What the tree cannot hold is refused with ``NoExpression``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Nobody reads longer ones, and what is nested deeper could exhaust the stack.
LONGEST, DEEPEST = 8000, 40
TOKEN = re.compile(
    r"""\s*(?:
    \$\{\s*(?P<ref>[^{}\s]+)\s*\}
    | (?P<text>'[^']*'|"[^"]*")
    | (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<name>[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?)
    | (?P<sign><=|>=|!=|[-+*=<>(),.])
    )""",
    re.VERBOSE,
)
# What word processors make of straight quotation marks.
STRAIGHT = str.maketrans("‘’‚“”„\xa0", "'''\"\"\" ")


class NoExpression(ValueError):
    """The text is no expression that is understood here."""


@dataclass(frozen=True)
class Ref:
    """The answer to a question."""

    name: str


@dataclass(frozen=True)
class Here:
    """The answer that is being judged."""


@dataclass(frozen=True)
class Name:
    """A column of the choices."""

    name: str


@dataclass(frozen=True)
class Text:
    """Words in quotation marks."""

    value: str


@dataclass(frozen=True)
class Number:
    """A number, as it was written."""

    value: str


@dataclass(frozen=True)
class Call:
    """A function with what it is given."""

    name: str
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Infix:
    """Two parts with a sign between them."""

    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class Joined:
    """Several parts that all have to hold (``and``), or one of them (``or``)."""

    word: str
    parts: tuple["Node", ...]


Node = Ref | Here | Name | Text | Number | Call | Infix | Joined


def parse(source: str) -> Node:
    """The tree of an expression; curly quotation marks are taken for straight ones if need be."""
    try:
        return _Parser(source).whole()
    except NoExpression:
        return _Parser(source.translate(STRAIGHT)).whole()


@dataclass(frozen=True)
class _Token:
    kind: str
    value: str


def _tokens(source: str) -> Iterator[_Token]:
    if len(source) > LONGEST:
        raise NoExpression
    place, source = 0, source.rstrip()
    while place < len(source):
        found = TOKEN.match(source, place)
        if found is None or found.lastgroup is None:
            raise NoExpression
        yield _Token(found.lastgroup, found[found.lastgroup])
        place = found.end()


class _Parser:
    """Reads from left to right, each level binding closer than the one before it."""

    SIGNS = (("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))

    def __init__(self, source: str) -> None:
        self.tokens = [*_tokens(source), _Token("end", "")]
        self.place = self.depth = 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.place]

    def take(self, *values: str) -> str | None:
        """The next sign or word, if it is one of these."""
        token = self.next
        if token.kind in ("sign", "name") and token.value in values:
            self.place += 1
            return token.value
        return None

    def expect(self, value: str) -> None:
        if not self.take(value):
            raise NoExpression

    def whole(self) -> Node:
        node = self.any()
        if self.next.kind != "end":
            raise NoExpression
        return node

    def any(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NoExpression
        node = self.joined("or")
        self.depth -= 1
        return node

    def joined(self, word: str) -> Node:
        parts = [self.joined("and") if word == "or" else self.infix(0)]
        while self.take(word):
            parts.append(self.joined("and") if word == "or" else self.infix(0))
        return Joined(word, tuple(parts)) if len(parts) > 1 else parts[0]

    def infix(self, level: int) -> Node:
        if level == len(self.SIGNS):
            return self.single()
        left = self.infix(level + 1)
        while sign := self.take(*self.SIGNS[level]):
            left = Infix(sign, left, self.infix(level + 1))
        return left

    def single(self) -> Node:
        token = self.next
        self.place += 1
        match token.kind, token.value:
            case "ref", name:
                return Ref(name)
            case "text", quoted:
                return Text(quoted[1:-1])
            case "number", digits:
                return Number(digits)
            case "name", name:
                return self.call(name) if self.take("(") else Name(name)
            case "sign", ".":
                return Here()
            case "sign", "(":
                node = self.any()
                self.expect(")")
                return node
            case "sign", "-" if self.next.kind == "number":
                self.place += 1
                return Number(f"-{self.tokens[self.place - 1].value}")
        raise NoExpression

    def call(self, name: str) -> Node:
        parts: list[Node] = []
        while not self.take(")"):
            if parts:
                self.expect(",")
            parts.append(self.any())
        return Call(name, tuple(parts))


def quoted(value: str) -> str:
    """Words as an expression; XPath has no sign that protects a quotation mark."""
    if "'" not in value:
        return f"'{value}'"
    if '"' not in value:
        return f'"{value}"'
    parts = (f"'{part}'" if "'" not in part else f'"{part}"' for part in re.split("('+)", value))
    return f"concat({', '.join(part for part in parts if len(part) > 2)})"
