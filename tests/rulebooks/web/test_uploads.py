"""What is uploaded: several files or one archive; what lies, swells or leads astray is refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from samspel.rulebooks.errors import UploadRefused
from samspel.rulebooks.web.uploads import read_upload

TEXT = "title: Prov\n"


def _upload(name, content):
    return (name, len(content), io.BytesIO(content))


def _zip(parts, name="riktlinje.zip", method=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return _upload(name, packed.getvalue())


def test_several_files_are_read_under_their_names():
    given = [_upload("index.yaml", TEXT.encode()), _upload("text.yaml", b"[]\n")]

    assert read_upload(given) == {"index.yaml": TEXT, "text.yaml": "[]\n"}


def test_an_archive_is_read_without_its_folder_and_what_a_mac_leaves_in_it():
    given = _zip({"r/index.yaml": TEXT, "__MACOSX/r/._index.yaml": "x", "r/.DS_Store": "x"})

    assert read_upload([given]) == {"index.yaml": TEXT}


def test_yml_is_yaml_and_letters_are_composed():
    given = [_upload("ersa\u0308ttning.yml", TEXT.encode())]

    assert read_upload(given) == {"ersättning.yaml": TEXT}


def test_a_mark_of_byte_order_is_no_part_of_the_text():
    assert read_upload([_upload("index.yaml", b"\xef\xbb\xbf" + TEXT.encode())]) == {
        "index.yaml": TEXT
    }


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([], "inte valt någon fil"),
        ([_upload("index.docx", b"PK\x03\x04")], "är ingen regelfil"),
        ([_upload("index.yaml", b"%PDF-1.7 ...")], "utger sig för att vara en regelfil"),
        ([_upload("index.yaml", b"PK\x03\x04...")], "utger sig för att vara en regelfil"),
        ([_upload("index.yaml", b"a\x00b")], "utger sig för att vara en regelfil"),
        ([_upload("index.yaml", "titel: ö".encode("latin-1"))], "inte text i UTF-8"),
        ([_upload("r.zip", b"title: Prov")], "heter som ett zip-arkiv men är något annat"),
        ([_upload("r.zip", b"PK\x03\x04" + b"x" * 40)], "skadat eller låst"),
        ([_upload("a.yaml", b"x"), _upload("b.zip", b"PK")], "antingen ett enda zip-arkiv"),
        ([_upload("a.yaml", b"x"), _upload("b/a.yaml", b"y")], "Två filer heter ”a.yaml”"),
        ([_upload(f"f{n}.yaml", b"x") for n in range(41)], "Det är 41 filer"),
        ([_upload("a.yaml", b"x" * 1_048_577)], "för stora"),
        ([_zip({})], "arkivet är tomt"),
        ([_zip({"../a.yaml": "x"})], "otillåten sökväg"),
        ([_zip({"/etc/a.yaml": "x"})], "otillåten sökväg"),
        ([_zip({"a/b/c/d/e.yaml": "x"})], "otillåten sökväg"),
        ([_zip({"c:a.yaml": "x"})], "otillåten sökväg"),
        ([_zip({f"f{n}.yaml": "x" for n in range(41)})], "Det är 41 filer"),
        ([_zip({"a.yaml": "x", "b.exe": "x"})], "”b.exe” är ingen regelfil"),
        ([_zip({"a.yaml": "0" * 900_000})], "för stora"),
        ([_zip({"a.yaml": "0" * 90_000_000})], "för stora"),
    ],
)
def test_what_is_no_guideline_is_refused_and_said_why(given, words):
    with pytest.raises(UploadRefused, match=words):
        read_upload(given)


def test_an_archive_that_lies_about_its_size_is_read_no_further_than_it_may():
    name, _size, file = _zip({"a.yaml": "0" * 3_000_000}, method=zipfile.ZIP_STORED)
    content = file.getvalue().replace(
        (3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    )

    with pytest.raises(UploadRefused):
        read_upload([(name, 1000, io.BytesIO(content))])


def test_an_archive_with_a_password_is_refused():
    name, size, file = _zip({"a.yaml": TEXT})
    content = bytearray(file.getvalue())
    content[content.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(UploadRefused, match="låst med lösenord"):
        read_upload([(name, size, io.BytesIO(bytes(content)))])
