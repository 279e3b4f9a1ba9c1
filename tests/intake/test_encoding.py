import pytest
from hypothesis import given
from hypothesis import strategies as st

from dabir.intake.encoding import UndecodableError, decode

NEWS = "وزير امور خارجه گفت: گفت\u200cوگوها ادامه دارد؛ «پايان کار» نزديک است.\r\nپ چ ژ گ\n"
MARKED = ["utf-8-sig", "utf-16", "utf-32"]
UNMARKED = ["utf-8", "utf-16-le", "utf-16-be", "cp1256"]
PERSIAN = st.text(
    st.characters(codec="cp1256", min_codepoint=0x622, max_codepoint=0x6AF), min_size=8
)


@pytest.mark.parametrize("encoding", MARKED + UNMARKED)
def test_news_in_every_encoding(encoding: str) -> None:
    assert decode(NEWS.encode(encoding)) == NEWS


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])))
def test_any_text_behind_a_mark_comes_back(text: str) -> None:
    for encoding in MARKED:
        assert decode(text.encode(encoding)) == text


@given(st.text(st.characters(min_codepoint=0x620, max_codepoint=0x6FF), min_size=4))
def test_persian_without_a_mark_comes_back(text: str) -> None:
    text += " و گفت"
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        assert decode(text.encode(encoding)) == text


@given(PERSIAN)
def test_windows_1256_comes_back(text: str) -> None:
    assert decode((NEWS + text).encode("cp1256")) == NEWS + text


def test_only_a_mark_at_the_start_is_taken_off() -> None:
    assert decode("\ufeff\ufeffسلام".encode()) == "\ufeffسلام"


@pytest.mark.parametrize(
    ("data", "reason", "offset"),
    [
        ("سلام ".encode() * 9 + b"\xff\n", "byte 0xff at offset 81 is not UTF-8", 81),
        ("سلام".encode()[:-1], "byte 0xd9 at offset 6 is not UTF-8", 6),
        (b"\xff\xfe\x27\x06\x00", "byte 0x00 at offset 4 is not UTF-16-LE", 4),
        (b"\xff\xfe\x00\xd8\x20\x00", "offset 2 is not UTF-16-LE", 2),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF", 0),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture", 0),
        (b"abc\0def" * 9, "zero byte at offset 3", 3),
        (bytes(range(1, 256)) * 3, "binary data", 127),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str, offset: int) -> None:
    with pytest.raises(UndecodableError, match=reason) as caught:
        decode(data)
    assert caught.value.offset == offset


def test_declared_encoding_is_believed_only_where_utf_8_fails() -> None:
    assert decode("سلام".encode("iso8859-6"), declared="iso8859-6") == "سلام"
    assert decode("سلام".encode(), declared="windows-1256") == "سلام"


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except UndecodableError as error:
        text, offset = str(error), error.offset
    else:
        offset = 0
    assert isinstance(text, str)
    assert 0 <= offset <= len(data)
