"""Ways in which a document may ask for what lies elsewhere, each proven to work on an engine without locks."""

from urllib.parse import quote

SVG = "xmlns='http://www.w3.org/2000/svg' width='99' height='99'"
XLINK = "xmlns:xlink='http://www.w3.org/1999/xlink'"

# {u} is the address that is asked for, {d} its folder; all of these work for connections.
CONNECTIONS = {
    "picture": '<img src="{u}" alt="a">',
    "scheme in capitals": '<img src="{U}" alt="a">',
    "style sheet": '<link rel="stylesheet" href="{u}">',
    "imported style": '<style>@import "{u}";</style>',
    "imported style by url": "<style>@import url({u});</style>",
    "style within data": '<link rel="stylesheet" href="data:text/css,@import url({u})">',
    "background": '<p style="background:url({u})">a',
    "second background": '<p style="background-image:none,url({u})">a',
    "background by variable": "<style>:root{{--x:url({u})}} p{{background:var(--x)}}</style><p>a",
    "background of the first line": "<style>p::first-line{{background:url({u})}}</style><p>a",
    "background of the page": "<style>@page{{background:url({u})}}</style>a",
    "margin of the page": "<style>@page{{@top-left{{content:url({u})}}}}</style>a",
    "font": "<style>@font-face{{font-family:x;src:url({u})}}</style><p style='font-family:x'>a",
    "colour profile": "<style>@color-profile --x{{src:url({u})}}</style><p style='color:color(--x 0 0 0)'>a",
    "attachment": '<link rel="attachment" href="{u}">',
    "attachment among others": '<link rel="alternate attachment" href="{u}">',
    "attached link": '<a rel="attachment" href="{u}">a</a>',
    "object": '<object data="{u}"></object>',
    "embedded": '<embed src="{u}">',
    "list": '<ul style="list-style-image:url({u})"><li>a</ul>',
    "mark of a list": "<style>li::marker{{content:url({u})}}</style><ul><li>a</ul>",
    "content": "<style>p::before{{content:url({u})}}</style><p>a",
    "border": '<p style="border:9px solid;border-image:url({u}) 9">a',
    "border of a mask": '<p style="mask-border:url({u}) 3">a',
    "drawing": f'<svg {SVG}><image href="{{u}}" width="99" height="99"/></svg>',
    "drawing, the old way": f'<svg {SVG} {XLINK}><image xlink:href="{{u}}" width="99" height="99"/></svg>',
    "pattern of a drawing": f'<svg {SVG}><defs><pattern id="p" width="99" height="99"><image href="{{u}}" width="99" height="99"/></pattern></defs><rect fill="url(#p)" width="99" height="99"/></svg>',
    "mask of a drawing": f'<svg {SVG}><defs><mask id="p"><image href="{{u}}" width="99" height="99"/></mask></defs><rect mask="url(#p)" width="99" height="99"/></svg>',
    "page in a drawing": f'<svg {SVG}><foreignObject><img alt="a" src="{{u}}"/></foreignObject></svg>',
    "drawing within data": f"<img alt=\"a\" src=\"data:image/svg+xml,<svg {SVG}><image href='{{u}}' width='99' height='99'/></svg>\">",
    "base": '<base href="{d}"><img src="{n}" alt="a">',
    "base of a style": '<base href="{d}"><p style="background:url({n})">a',
}

# Those that show on the page, or beside it, what a file says; {u} is the address of a drawing.
FILES = [
    "picture", "background", "second background", "background by variable", "background of the page",
    "margin of the page", "attachment", "attachment among others", "attached link", "object",
    "embedded", "list", "content", "border", "drawing", "drawing, the old way",
    "drawing within data", "base", "base of a style",
]  # fmt: skip

# What the engine does not even try today; a later release of it may.
UNTRIED = {
    "further sizes": '<img srcset="{u}" alt="a">',
    "source of a picture": '<picture><source srcset="{u}"><img alt="a"></picture>',
    "frame": '<iframe src="{u}"></iframe>',
    "poster of a film": '<video poster="{u}"></video>',
    "entity": f'<img alt="a" src="data:image/svg+xml,{quote("<!DOCTYPE svg [<!ENTITY x SYSTEM ")}%22{{u}}%22{quote(f"]><svg {SVG}><text>&x;</text></svg>")}">',
    "style of a drawing": f'<svg {SVG}><style>@import "{{u}}";</style><rect width="9" height="9"/></svg>',
    "part of a drawing": f'<svg {SVG}><use href="{{u}}#a"/></svg>',
    "shape": '<p style="float:left;shape-outside:url({u})">a',
}


def aimed(vector: str, url: str) -> str:
    """The document, asking for this address."""
    folder, _slash, name = url.rpartition("/")
    capitals = url.replace("http:", "HTTP:").replace("file:", "FILE:")
    return vector.format(u=url, U=capitals, d=f"{folder}/", n=name)
