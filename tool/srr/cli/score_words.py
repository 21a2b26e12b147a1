"""The arithmetic of a risk's score in words."""

from srr.language import Text
from srr.records.risk import Risk
from srr.schema import vocabulary
from srr.schema.scoring import UNKNOWN

_LEVEL = Text("{score}, level {level}; {product}", "{score} → 段階 {level}、{product}")


def arithmetic(risk: Risk) -> Text:
    """Return the arithmetic behind the priority."""
    if risk.priority is None or risk.priority == UNKNOWN:
        return vocabulary.level_words(risk.priority)
    product = f"{risk.potential_impact} x {risk.likelihood} = {risk.priority}"
    if risk.scope is None or risk.severity is None:
        return Text(product, product)
    score = f"{risk.scope} x {risk.severity} = {risk.scope * risk.severity}"
    return _LEVEL.fill(score=score, level=risk.potential_impact, product=product)
