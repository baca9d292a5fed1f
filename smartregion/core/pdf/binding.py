"""Parts of a document, set beside each other, bound to one file that is tagged as a whole.

PDF libraries copy pages but drop the structure that makes them readable aloud. Here the trees of all parts
become one: keys of pages and links are renumbered, destinations and bookmarks are gathered. A link into
another part is written as ``part:#anchor``.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from smartregion.core.pdf.cell.mending import children_of, elements
from smartregion.core.pdf.outlines import bookmarks_of, write_bookmarks

# How HTML names an anchor that another part holds.
ELSEWHERE = "part:#"


@dataclass(frozen=True)
class Part:
    """Mended pages. Bookmarks of a continuing part stand below the last one of the part before."""

    data: bytes
    is_continued: bool = False


def bound(parts: Sequence[Part]) -> Any:
    """All parts as one open file; metadata and language are those of the first."""
    import pikepdf  # noqa: PLC0415 - heavy, and few processes need it

    first, *others = parts
    pdf = pikepdf.open(io.BytesIO(first.data))
    binder = _Binder(pdf)
    for part in others:
        with pikepdf.open(io.BytesIO(part.data)) as source:
            binder.add(source, is_continued=part.is_continued)
    binder.close()
    return pdf


class _Binder:
    """The file in the making, and what has to be written once all parts are known."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = pdf.Root.StructTreeRoot
        self.document = children_of(self.root)[0]
        self.parents: list[Any] = list(self.root.ParentTree.Nums)
        self.names = _destinations(pdf)
        self.bookmarks = bookmarks_of(pdf)

    def add(self, source: Any, *, is_continued: bool) -> None:
        """Append one part."""
        below = bookmarks_of(source, first=len(self.pdf.pages))
        names = _destinations(source)
        old = len(self.pdf.pages)
        tree = self._copied(source)
        self._renumber(tree, old)
        self._adopt(tree)
        self.names |= self._names(source, names)
        place = self.bookmarks[-1].below if is_continued and self.bookmarks else self.bookmarks
        place += below

    def _copied(self, source: Any) -> Any:
        """Pages and structure of a part, both pointing to each other as before."""
        self.pdf.pages.extend(source.pages)
        return self.pdf.copy_foreign(source.make_indirect(source.Root.StructTreeRoot))

    def _names(self, source: Any, names: dict[str, Any]) -> dict[str, Any]:
        import pikepdf  # noqa: PLC0415

        copied = self.pdf.copy_foreign(source.make_indirect(pikepdf.Dictionary(names)))
        return dict(copied.items())

    # -- one tree ------------------------------------------------------------------------------
    def _renumber(self, tree: Any, first_page: int) -> None:
        """Keys that the new pages and links share with the tree of parents, after all keys so far."""
        shift = len(self.parents) // 2
        numbers = list(tree.ParentTree.Nums)
        for place in range(0, len(numbers), 2):
            self.parents += [int(numbers[place]) + shift, numbers[place + 1]]
        for page in list(self.pdf.pages)[first_page:]:
            page.obj.StructParents = int(page.obj.StructParents) + shift
            for note in page.obj.get("/Annots", ()):
                if "/StructParent" in note:
                    note.StructParent = int(note.StructParent) + shift

    def _adopt(self, tree: Any) -> None:
        """What stood in the document of the part stands in ours."""
        for child in children_of(children_of(tree)[0]):
            child.P = self.document
            self.document.K.append(child)

    # -- the end -------------------------------------------------------------------------------
    def close(self) -> None:
        """Write down what was gathered."""
        self.root.ParentTree.Nums = self.parents
        self._write_names()
        self._lead_links()
        write_bookmarks(self.pdf, self.bookmarks)

    def _write_names(self) -> None:
        import pikepdf  # noqa: PLC0415

        pairs = sorted(self.names.items())
        flat = [part for name, place in pairs for part in (pikepdf.String(name[1:]), place)]
        self.pdf.Root.Names = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=flat))

    def _lead_links(self) -> None:
        """Links into other parts lead there; one that leads nowhere is text and no link."""
        lost = {
            note.objgen
            for page in self.pdf.pages
            for note in page.obj.get("/Annots", ())
            if not self._leads(note)
        }
        if lost:
            self._drop(lost)

    def _leads(self, note: Any) -> bool:
        import pikepdf  # noqa: PLC0415

        address = str(note.get("/A", {}).get("/URI", ""))
        if not address.startswith(ELSEWHERE):
            return True
        anchor = address.removeprefix(ELSEWHERE)
        if f"/{anchor}" not in self.names:
            return False
        del note.A
        note.Dest = pikepdf.String(anchor)
        note.Contents = pikepdf.String(anchor)
        return True

    def _drop(self, lost: set[Any]) -> None:
        import pikepdf  # noqa: PLC0415

        for page in self.pdf.pages:
            notes = page.obj.get("/Annots", ())
            if any(note.objgen in lost for note in notes):
                page.obj.Annots = [note for note in notes if note.objgen not in lost]
        for element, _in_head in elements(self.pdf):
            if str(element.S) == "/Link":
                kept = [each for each in children_of(element) if not _refers_to(each, lost)]
                if len(kept) < len(children_of(element)):
                    element.K, element.S = kept, pikepdf.Name.Span


def _refers_to(child: Any, lost: set[Any]) -> bool:
    return not isinstance(child, int) and "/Obj" in child and child.Obj.objgen in lost


def _destinations(pdf: Any) -> dict[str, Any]:
    """Where each anchor of a part lies, by its name with a slash, as PDF wants keys to be."""
    if "/Names" not in pdf.Root or "/Dests" not in pdf.Root.Names:
        return {}
    flat = list(pdf.Root.Names.Dests.Names)
    return {f"/{name}": place for name, place in zip(flat[::2], flat[1::2], strict=True)}


def anchors_of(pdf: Any) -> dict[str, int]:
    """On which page, from 1, each anchor of a part stands."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    return {name[1:]: pages[place[0].objgen] for name, place in _destinations(pdf).items()}
