"""Texts that attack whoever reads them, for every way on which a text is stored or shown."""

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "script in mixed case": "<ScRiPt>alert(1)</sCrIpT>",
    "remote image": '<img src="https://tracker.example.org/x.png">',
    "image with a handler": '<img src=x onerror="alert(1)">',
    "handler": '<p onclick="alert(1)" onmouseover=alert(1)>x</p>',
    "script link": '<a href="javascript:alert(1)">x</a>',
    "script link in mixed case": '<a href=" JaVaScRiPt:alert(1)">x</a>',
    "script link with entities": '<a href="java&#115;cript&colon;alert(1)">x</a>',
    "script link with a tab": '<a href="java\tscript:alert(1)">x</a>',
    "script link with an encoded tab": '<a href="java&Tab;script:alert(1)">x</a>',
    "script link with a line break": '<a href="java&#10;script:alert(1)">x</a>',
    "script link with a control sign": '<a href="&#1;javascript:alert(1)">x</a>',
    "vbscript link": '<a href="vbscript:msgbox(1)">x</a>',
    "data link": '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
    "data image": '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
    "style": '<p style="background:url(https://tracker.example.org/x.png)">x</p>',
    "style sheet": "<style>@import 'https://tracker.example.org/x.css'</style>",
    "svg": '<svg onload=alert(1)><use href="https://tracker.example.org/x.svg#a"/></svg>',
    "svg with a script": "<svg><script>alert(1)</script></svg>",
    "math": "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "frame": '<iframe src="https://tracker.example.org"></iframe>',
    "object": '<object data="https://tracker.example.org/x.swf"></object><embed src="//tracker.example.org">',
    "form": '<form action="https://tracker.example.org"><button formaction="javascript:alert(1)">x</button></form>',
    "base": '<base href="https://tracker.example.org/">',
    "media": '<video src="https://tracker.example.org/x.mp4" poster="//tracker.example.org"></video>',
    "table background": '<table background="https://tracker.example.org/x.png"><tbody><tr><td>x</td></tr></tbody></table>',
}  # fmt: skip
TRACES = (
    "script", "alert(", "msgbox", "onerror", "onload", "onclick", "onmouseover", "data:", "<img", "style", "<svg",
    "<math", "<iframe", "<object", "<embed", "<form", "<base", "<video", "tracker.example.org",
)  # fmt: skip


def traces_in(html: str) -> list[str]:
    """What is left of an attack."""
    return [trace for trace in TRACES if trace in html.lower()]
