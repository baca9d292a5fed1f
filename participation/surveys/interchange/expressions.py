"""LimeSurvey's ExpressionScript, read into a tree: what conditions and equations are written in.

Of the language, names, numbers, words, comparisons, and/or/not, arithmetic and calls are read. What a
tree means for us, limesurvey/translating.py knows. Nothing is ever evaluated.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

# A tree leans to the left with each "or": its height is half the number of its tokens.
MOST_TOKENS = 700
LONGEST = 10_000
DEEPEST = 60
SUFFIXES = {
    "naok", "code", "value", "valuenaok", "shown", "question", "qid", "gid", "grpseq", "qseq",
    "relevance", "relevancestatus", "relevancenum", "mandatory", "jsname", "nq", "type",
    "sgqa", "readwrite", "rowdivid", "hidden", "onlynum", "gseq",
}  # fmt: skip
TOKEN = re.compile(
    r"""\s*(?:
      (?P<name>(?:INSERTANS:|TOKEN:)?\d+X\d+X\d+[A-Za-z0-9_\#]*(?:\.[A-Za-z]+)*
              |(?:TOKEN:)?[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*(?:\#\d(?:\.[A-Za-z]+)*)?)
    | (?P<number>\d+(?:\.\d+)?|\.\d+)
    | (?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    | (?P<sign>&&|\|\||==|!=|<=|>=|[-+*/<>!(),])
    )""",
    re.VERBOSE | re.DOTALL,
)
SAME = {
    "&&": "and", "||": "or", "!": "not", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==",
    "ne": "!=",
}  # fmt: skip
# From what binds least to what binds most.
LEVELS = (("or",), ("and",), ("==", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "/"))
ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&"}


class ExpressionError(ValueError):
    """The text is no expression that is read here."""


@dataclass(frozen=True)
class Name:
    """A cell or a question, without what follows its point; ``naok``: hidden ones count as empty."""

    text: str
    naok: bool = False
    suffix: str = ""


@dataclass(frozen=True)
class Literal:
    """A number or words."""

    value: str | float


@dataclass(frozen=True)
class Call:
    """A function of LimeSurvey with what it is given; its name in small letters."""

    function: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True)
class Binary:
    """Two sides and what stands between: a sign of ``LEVELS``."""

    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class Unary:
    """``not`` or ``-`` before something."""

    sign: str
    inner: "Node"


Node = Name | Literal | Call | Binary | Unary


@lru_cache(maxsize=2048)
def parse(text: str) -> Node:
    """The tree of an expression. Raises ``ExpressionError`` with the reason in English."""
    if len(text) > LONGEST:
        raise ExpressionError("too long")
    for entity, sign in ENTITIES.items():
        text = text.replace(entity, sign)
    tokens = list(islice(_tokens(text), MOST_TOKENS + 1))
    if len(tokens) > MOST_TOKENS:
        raise ExpressionError("too long")
    reader = _Reader(tokens)
    tree = reader.level(0, 0)
    if reader.sign is not None:
        raise ExpressionError(f"unexpected {reader.sign}")
    return tree


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    place = 0
    text = text.rstrip()
    while place < len(text):
        found = TOKEN.match(text, place)
        if not found or found.lastgroup is None:
            raise ExpressionError(f"unexpected {text[place : place + 10]}")
        kind, value = found.lastgroup, found[found.lastgroup]
        if kind == "name" and value.lower() in ("and", "or", "lt", "le", "gt", "ge", "eq", "ne"):
            kind, value = "sign", value.lower()
        yield (kind, SAME.get(value, value) if kind == "sign" else value)
        place = found.end()


class _Reader:
    """Reads tokens from left to right, by descent."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._place = 0

    @property
    def sign(self) -> str | None:
        """The token that comes next; None at the end."""
        return self._tokens[self._place][1] if self._place < len(self._tokens) else None

    def level(self, level: int, depth: int) -> Node:
        if depth > DEEPEST:
            raise ExpressionError("nested too deep")
        if level == len(LEVELS):
            return self._unary(depth)
        tree = self.level(level + 1, depth)
        while self._is_sign() and self.sign in LEVELS[level]:
            sign = self._next()[1]
            tree = Binary(sign, tree, self.level(level + 1, depth))
        return tree

    def _unary(self, depth: int) -> Node:
        if self._is_sign() and self.sign in ("not", "-", "+"):
            if depth > DEEPEST:
                raise ExpressionError("nested too deep")
            sign = self._next()[1]
            inner = self._unary(depth + 1)
            if isinstance(inner, Literal) and isinstance(inner.value, float) and sign != "not":
                return Literal(-inner.value if sign == "-" else inner.value)
            return inner if sign == "+" else Unary(sign, inner)
        return self._primary(depth)

    def _primary(self, depth: int) -> Node:
        kind, value = self._next()
        match kind:
            case "number":
                return Literal(float(value))
            case "text":
                return Literal(re.sub(r"\\(.)", r"\1", value[1:-1], flags=re.DOTALL))
            case "name":
                return self._call(value, depth) if self._at("(") else _name(value)
        if value != "(":
            raise ExpressionError(f"unexpected {value}")
        inner = self.level(0, depth + 1)
        self._expect(")")
        return inner

    def _call(self, function: str, depth: int) -> Call:
        self._expect("(")
        arguments: list[Node] = []
        while not self._at(")"):
            if arguments:
                self._expect(",")
            arguments.append(self.level(0, depth + 1))
        self._expect(")")
        return Call(function.lower(), tuple(arguments))

    def _is_sign(self) -> bool:
        return self._place < len(self._tokens) and self._tokens[self._place][0] == "sign"

    def _at(self, sign: str) -> bool:
        return self._is_sign() and self.sign == sign

    def _next(self) -> tuple[str, str]:
        if self._place >= len(self._tokens):
            raise ExpressionError("unexpected end")
        self._place += 1
        return self._tokens[self._place - 1]

    def _expect(self, sign: str) -> None:
        if not self._at(sign):
            raise ExpressionError(f"expected {sign}")
        self._next()


def _name(text: str) -> Name:
    text = text.removeprefix("INSERTANS:")
    if text.startswith("TOKEN:"):
        return Name(text)
    suffixes = []
    while "." in text and text.rsplit(".", 1)[1].lower() in SUFFIXES:
        text, suffix = text.rsplit(".", 1)
        suffixes.append(suffix.lower())
    naok = any(suffix.endswith("naok") for suffix in suffixes)
    rest = [each for each in suffixes if each not in ("naok", "code")]
    return Name(text, naok, rest[0] if rest else "")


def names_in(node: Node) -> Iterator[Name]:
    """All names that an expression speaks of."""
    match node:
        case Name():
            yield node
        case Call():
            for argument in node.arguments:
                yield from names_in(argument)
        case Binary():
            yield from names_in(node.left)
            yield from names_in(node.right)
        case Unary():
            yield from names_in(node.inner)
