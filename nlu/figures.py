"""The figures of an evaluation as Markdown, for ``docs/nlu.md``."""

from collections.abc import Mapping, Sequence

from nlu.evaluating import GROUPS, Scored, Tally


def table(kinds: Mapping[tuple[str, str], Tally], scores: Sequence[Scored]) -> str:
    """Return the figures as Markdown, for ``docs/nlu.md``."""
    lines = [
        "# How well words are read",
        "",
        "Made by `frontdoor nlu evaluate`. Wrong: taken for good though it was not meant.",
        "Read back: put to the person as a question first. All texts were written by us.",
        "A text that means nothing is right when it is asked again.",
        "",
        "## Answers by kind (fixed rules, labelled by hand)",
        "",
        "| Kind | Language | Texts | Right | Wrong | Asked again |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {kind} | {lang} | {t.texts} | {t.share('right'):.1%} | {t.share('wrong'):.1%}"
        f" | {t.share('asked_again') + t.share('read_back_wrong'):.1%} |"
        for (kind, lang), t in sorted(kinds.items())
    ]
    lines += [
        "",
        "## Free words (sentence frames that nothing was learned from)",
        "",
        "These frames use other words than those learned from; everyday wording scores higher.",
        "",
        "| Reader | Texts | Language | Count | Right | Wrong | Wrong, read back | Asked again |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for scored in scores:
        lines += [_line(scored.name, lang, group, t) for (lang, group), t in _ordered(scored)]
    lines += ["", "## Time a text", "", "| Reader | p50 | p99 |", "|---|---|---|"]
    lines += [
        f"| {scored.name} | {scored.percentile(0.5):.2f} ms | {scored.percentile(0.99):.2f} ms |"
        for scored in scores
    ]
    lines += ["", "## Most often confused", ""]
    for scored in scores:
        pairs = [f"{a} for {b} ({n})" for (b, a), n in scored.confused.most_common(6)]
        lines.append(f"- {scored.name}: {', '.join(pairs)}")
    return "\n".join(lines) + "\n"


def _ordered(scored: Scored) -> list[tuple[tuple[str, str], Tally]]:
    return sorted(scored.tallies.items(), key=lambda item: (item[0][0], GROUPS.index(item[0][1])))


def _line(name: str, lang: str, group: str, t: Tally) -> str:
    return (
        f"| {name} | {group} | {lang} | {t.texts} | {t.share('right'):.1%} | {t.share('wrong'):.1%}"
        f" | {t.share('read_back_wrong'):.1%} | {t.share('asked_again'):.1%} |"
    )
