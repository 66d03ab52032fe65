"""Reactions that phones send as texts ("Liked “...”"); they answer nothing."""

import re

from nlu.folding import clean, unaccent

_VERB = (
    r"(?:liked|loved|disliked|laughed at|emphasized|emphasised|questioned"
    r"|reacted .{1,40} to|removed (?:a |an )?.{1,30} from|"
    r"le gusto|le encanto|no le gusto|me gusta|me gusto|me encanto|me encanta|no me gusto"
    r"|se rio de|le dio risa|le hizo gracia|rio con|enfatizo|exclamo|"
    r"pregunto por|cuestiono|puso en duda|reacciono .{1,40} (?:a|en)|quito (?:un |una |el "
    r"|la )?.{1,30} de|elimino .{1,30} de|destaco|marco .{1,30})"
)
_THING = (
    r"(?:an? |un |una |el |la |your |tu |su )?(?:image|photo|picture|movie|video"
    r"|attachment|audio message|sticker|message|imagen|foto|pelicula|mensaje"
    r"|archivo adjunto|mensaje de audio)"
)
_TAPBACK = re.compile(rf"{_VERB} (?:\".*\"|'.*'|{_THING})\.?", re.IGNORECASE | re.DOTALL)
# Android writes the emoji first: 👍 to "..."
_ANDROID = re.compile(r"\W{1,8} ?(?:to|a) ?\".*\"", re.DOTALL)


def is_tapback(text: str) -> bool:
    """Tell whether the text is a reaction to one of ours; the quoted words are not theirs."""
    kept = unaccent(clean(text))
    return bool(_TAPBACK.fullmatch(kept) or _ANDROID.fullmatch(kept))
