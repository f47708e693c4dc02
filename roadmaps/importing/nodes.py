"""Reading a node of XML whatever its namespaces: strict and transitional files read alike."""

from xml.etree.ElementTree import Element


def local(node: Element) -> str:
    """Return the name without its namespace."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def attribute(node: Element, name: str) -> str | None:
    """Return an attribute by its name without namespace."""
    for key, value in node.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return None


def value(node: Element) -> str:
    """Return what Word says with its `val`, "" for nothing."""
    return attribute(node, "val") or ""


def whole(text: str | None, default: int = 0) -> int:
    """Return the number in an attribute; what is no number counts as `default`."""
    try:
        return int(float(text or ""))
    except (ValueError, OverflowError):
        return default
