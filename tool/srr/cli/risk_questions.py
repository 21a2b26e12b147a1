"""The questions about a new risk: how bad it is, where it is, and whose it is."""

from typing import Any

from srr.cli.answers import a_handle, a_name, not_after, number_of, one_of
from srr.cli.author import own_handle
from srr.cli.questions import Asker
from srr.language import Text
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace
from srr.schema import record_schema, scoring
from srr.schema.kinds import KINDS
from srr.schema.profiles import Grade
from srr.schema.scoring import UNKNOWN, Level
from srr.schema.settings import Settings

_LIKELIHOOD = Text(
    "How likely is the worst case with scale?",
    "規模が拡大したとき、最悪の事態はどのくらい起こりえますか",
)
_CURRENT = Text(
    "What it does to customers now ({levels})", "現在、顧客に与えているインパクト ({levels})"
)
_SCOPE = Text("The worst case: How many customers?", "最悪の場合: どのくらいの顧客に影響しますか")
_SEVERITY = Text("The worst case: How hard are they hit?", "最悪の場合: どのくらい深刻ですか")
_YOURS = Text("Your answer", "回答")
_AREA = Text("The part of the system ({areas}; Enter for none)", "領域 ({areas}。なければ Enter)")
_TEAM = Text("The team that works on it (Enter for none)", "対応するチーム (なければ Enter)")
_OWNER = Text("Owner", "担当者")
_NOTICED = Text("The day somebody first saw it", "最初に気づいた日")
_OTHER_LEVEL = Text(
    "--potential-impact is {stated}, but {product} is level {level}; leave it out",
    "--potential-impact は {stated} ですが、{product} は段階 {level} です。--potential-impact を外してください",
)


def scored(asker: Asker, settings: Settings) -> dict[str, Any]:
    """Return the impacts and the likelihood, and the priority that follows."""
    scope, severity = _scope_and_severity(asker, settings)
    potential = _potential(asker, settings, scope, severity)
    grades = settings.likelihood
    # Only where the potential impact is unknown is there a proposal, the highest likelihood.
    proposal = str(max(grade.score for grade in grades)) if potential == UNKNOWN else None
    likelihood = asker.answer(
        "likelihood",
        number_of(tuple(grade.score for grade in grades)),
        _question(_LIKELIHOOD, grades),
        proposal,
    )
    levels = record_schema.levels(settings)
    question = _CURRENT.fill(levels=", ".join(map(str, levels)))
    current = asker.answer("current-impact", number_of(levels), question, UNKNOWN)
    return {
        "current_impact": current,
        "potential_impact": potential,
        "scope": scope,
        "severity": severity,
        "likelihood": likelihood,
        "priority": scoring.priority(potential, int(likelihood)),
    }


def _scope_and_severity(asker: Asker, settings: Settings) -> tuple[int | None, int | None]:
    """Return both; neither where the worst case is unknown or its level was given."""
    asked: tuple[tuple[str, Text], ...] = (("scope", _SCOPE), ("severity", _SEVERITY))
    known = [asker.given(key) is not None for key, _ in asked]
    if asker.given("potential-impact") is not None or not (asker.asks or any(known)):
        asked = tuple(row for row, is_known in zip(asked, known, strict=True) if is_known)
    found: dict[str, int] = {}
    for key, question in asked:
        grades: tuple[Grade, ...] = getattr(settings, key)
        answer = asker.answer(
            key,
            number_of((*(grade.score for grade in grades), UNKNOWN)),
            _question(question, grades),
            UNKNOWN if asker.asks else None,
        )
        if answer == UNKNOWN:
            return None, None
        found[key] = int(answer)
    return found.get("scope"), found.get("severity")


def _potential(asker: Asker, settings: Settings, scope: int | None, severity: int | None) -> Level:
    given = asker.given("potential-impact")
    stated = (
        asker.unasked("potential-impact", number_of(record_schema.levels(settings)))
        if given is not None
        else UNKNOWN
    )
    if scope is None or severity is None:
        return stated
    score = scoring.score(scope, severity)
    level = scoring.level(score, settings.levels)
    if given is not None and stated != level:
        product = f"{scope} x {severity} = {score}"
        raise CannotDo(_OTHER_LEVEL.fill(stated=stated, product=product, level=level))
    return level


def _question(question: Text, grades: tuple[Grade, ...]) -> Text:
    english = [f"  {grade.score}  {grade.label.en}" for grade in grades]
    japanese = [f"  {grade.score}  {grade.label.ja}" for grade in grades]
    return Text(
        "\n".join((question.en, *english, _YOURS.en)),
        "\n".join((question.ja, *japanese, _YOURS.ja)),
    )


def placed(asker: Asker, workspace: Workspace) -> dict[str, Any]:
    """Return where in the system and with whom the risk is."""
    area = next(spec for spec in KINDS["risk"].fields if spec.key == "area")
    areas = record_schema.choices(area, "risk", workspace.settings)
    today = workspace.today.date
    return {
        "area": asker.maybe("area", one_of(areas), _AREA.fill(areas=", ".join(areas))),
        "team": asker.maybe("team", a_name, _TEAM),
        "service": asker.maybe("service", a_name),
        "owner": owner(asker, workspace),
        "noticed": asker.maybe("noticed", not_after(today), _NOTICED, str(today)),
    }


def owner(asker: Asker, workspace: Workspace) -> str:
    """Return whose the record is; where nothing is asked, who writes it."""
    name = own_handle(workspace)
    if name and not asker.asks and asker.given("owner") is None:
        return name
    return asker.answer("owner", a_handle, _OWNER, name)
