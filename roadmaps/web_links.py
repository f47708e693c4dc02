"""The link of a publication: checked by its words alone, never opened."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

LONGEST = 500
_valid = URLValidator(schemes=["http", "https"])


def tidy_link(text):
    """Return the link without spaces around; «vk.com/wall-1» gets its https://."""
    link = text.strip()
    if not link:
        return ""
    if "://" not in link and not _scheme(link):
        return f"https://{link}"
    scheme, separator, rest = link.partition("://")
    return f"{scheme.lower()}{separator}{rest}"


def link_trouble(link):
    """Return what is wrong with a tidy link as a sentence, or ""."""
    if len(link) > LONGEST:
        return f"Слишком длинная ссылка: {len(link)} знаков, помещается {LONGEST}."
    try:
        _valid(link)
        parts = urlsplit(link)
    except (ValidationError, ValueError):
        return (
            "Это не ссылка на страницу. Откройте публикацию и скопируйте адрес целиком, "
            "он начинается с https:// или http://."
        )
    if parts.username is not None:
        return "В ссылке есть имя и пароль. Скопируйте адрес страницы без них."
    host = parts.hostname or ""
    if "." not in host or host.replace(".", "").isdecimal() or ":" in host:
        return "По этой ссылке публикацию не откроет никто, кроме вас. Нужен адрес в интернете."
    return ""


def _scheme(link):
    """Return the scheme of «javascript:…» or «mailto:…»; a port after a host is no scheme."""
    word, colon, rest = link.partition(":")
    is_port = rest[:1].isdecimal() and "." in word
    return word if colon and "/" not in word and not is_port else ""
