"""Makes small web archives for tests."""

import gzip

PAGE = """<!doctype html><html lang="fa"><head><meta charset="utf-8"><title>{title}</title></head>
<body><article><h1>{title}</h1><p>{body}</p></article></body></html>"""


def page(number: int) -> bytes:
    """A page with a number in its text, in UTF-8."""
    title = f"شماره {number} مجله شهر"
    body = f"شهردار گفت: باغ شماره {number} برای همه مردم شهر باز است و بلیت ندارد. " * 3
    return PAGE.format(title=title, body=body).encode()


def record(number: int, content: bytes | None = None, status: int = 200) -> bytes:
    """One WARC record that holds a server's answer."""
    content = page(number) if content is None else content
    answer = (
        f"HTTP/1.1 {status} OK\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    ).encode() + content
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: https://news.example/{number}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
        "WARC-Date: 2023-11-29T08:00:00Z\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def packed(records: list[bytes]) -> list[bytes]:
    """Each record as a gzip member of its own, the same bytes every time."""
    return [gzip.compress(content, mtime=0) for content in records]
