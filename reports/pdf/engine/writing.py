"""Objects written to the file: each made into bytes once, numbers and words by their type.

The engine makes every object twice, the second time for the file's own digest, and asks of every
number what kind of thing it is. Saves a seventh of a tagged paper.
"""

import zlib
from functools import lru_cache

import pydyf

_bytes, _write, _string = pydyf._to_bytes, pydyf.PDF.write, pydyf.String.data.fget
made = None  # objects of the file that is being written


@lru_cache(20_000)
def _number(value):
    return _bytes(value)


def to_bytes(item):
    kind = type(item)
    if kind is bytes:
        return item
    if kind is str:
        return item.encode("ascii")
    if kind is int:
        return b"%d" % item
    if kind is float:
        return _number(item)
    if kind is pydyf.Array:
        return array_data(item)
    if kind is pydyf.Dictionary:
        return dictionary_data(item)
    return _bytes(item)


@lru_cache(1000)
def _name(key):
    return b"/%b " % to_bytes(key)


def dictionary_data(self):
    return b"<<%b>>" % b"".join([_name(key) + to_bytes(value) for key, value in self.items()])


def array_data(self):
    return b"[%b]" % b" ".join([to_bytes(child) for child in self])


def string_data(self):
    """Return what is written: the number of a table's header is repeated in each of its cells."""
    string, data = self.__dict__.get("said", (None, None))
    if string != self.string:
        data = _string(self)
        self.said = self.string, data
    return data


def once(make):
    """Keep what is made of an object of the file: the file's digest asks for it once more."""

    def data(self):
        if made is None or self.number is None:
            return make(self)
        found = made.get(self.number)
        if found is None:
            found = made[self.number] = make(self)
        return found

    return property(data)


def _data(self):
    content = b"\n".join([part if type(part) is bytes else to_bytes(part) for part in self.stream])
    extra = pydyf.Dictionary(self.extra.copy())
    if self.compress:
        extra["Filter"] = "/FlateDecode"
        content = (_packed_once if len(self.stream) == 1 else _packed)(content)
    extra["Length"] = len(content)
    return b"\n".join((extra.data, b"stream", content, b"endstream"))


def _packed(content):
    packer = zlib.compressobj(level=9)
    return packer.compress(content) + packer.flush()


_packed_once = lru_cache(16)(_packed)  # font files, the colour profile: the same in every paper


def write(self, *given, **options):
    global made
    made = {}
    try:
        _write(self, *given, **options)
    finally:
        made = None


def page_references(self):
    """Return how the pages are referred to: each element of a tagged paper asks for all."""
    kids = self.pages["Kids"]
    if len(self.__dict__.get("references", ())) != len(kids) // 3:
        self.references = tuple(b"%d 0 R" % number for number in kids[::3])
    return self.references


pydyf._to_bytes = to_bytes
pydyf.Dictionary.data, pydyf.Array.data = once(dictionary_data), once(array_data)
pydyf.Stream.data, pydyf.String.data = once(_data), property(string_data)
pydyf.PDF.write, pydyf.PDF.page_references = write, property(page_references)
NEW = {_bytes: to_bytes}
