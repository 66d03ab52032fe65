"""Names that languages go by, in English, Spanish and themselves."""

from collections.abc import Sequence

from nlu.folding import plain

_NAMES: dict[str, str] = {
    "en": "english,ingles,eng,en ingles,en,anglais,inglish,inglesh,englsh,ingels",
    "es": "spanish,espanol,castellano,esp,es,espagnol,espanish,spainish,spanich,spansih,espaniol",
    "ar": "arabic,arabe,العربية,عربي",
    "zh": "chinese,chino,mandarin,中文,普通话,cantonese",
    "fr": "french,frances,francais",
    "de": "german,aleman,deutsch",
    "hi": "hindi,हिन्दी",
    "ht": "haitian creole,haitian,creole,kreyol,kreyol ayisyen,criollo haitiano",
    "hm": "hmong,hmoob",
    "it": "italian,italiano",
    "ja": "japanese,japones,日本語",
    "km": "khmer,cambodian,ខ្មែរ",
    "ko": "korean,coreano,한국어",
    "ne": "nepali,नेपाली",
    "pl": "polish,polaco,polski",
    "pt": "portuguese,portugues",
    "ru": "russian,ruso,русский",
    "so": "somali,soomaali",
    "sw": "swahili,kiswahili",
    "tl": "tagalog,filipino",
    "uk": "ukrainian,ucraniano,українська",
    "ur": "urdu,اردو",
    "vi": "vietnamese,vietnamita,tieng viet",
    "am": "amharic,amarico,አማርኛ",
    "fa": "farsi,persian,dari,فارسی",
    "my": "burmese,birmano",
    "ps": "pashto",
    "ti": "tigrinya",
    "bn": "bengali,bangla",
    "gu": "gujarati",
    "pa": "punjabi",
    "th": "thai,tailandes",
    "lo": "lao,laotian",
    "nv": "navajo,dine",
}
ALL = tuple(_NAMES)
_CODE = {plain(name): code for code, names in _NAMES.items() for name in names.split(",")}
# Two-letter words of a language must not read as the name of another: "no", "it", "so", "am".
_BARE_CODES = {"en", "es"}


def language_named(words: str, languages: Sequence[str]) -> str | None:
    """Return the ISO 639-1 code that plain words name, if the site offers that language."""
    code = _CODE.get(words)
    if code is None or code not in languages:
        return None
    return None if words in _BARE_CODES and len(words) == 2 else code
