"""One spelling for words that are to be told apart or taken as one."""

import re
import unicodedata


def folded(text: str) -> str:
    """Return the words of a text without case, accents or punctuation."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare))
