"""The questions that are asked before a risk is accepted."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from srr.cli.acceptance_edits import Terms
from srr.cli.answers import WrongAnswer, a_handle, after, one_line
from srr.cli.questions import Asker, understood
from srr.documents.csv_series import written
from srr.language import Text
from srr.records.conditions import Condition
from srr.records.meaning import as_comparison
from srr.records.risk import Acceptance, Risk
from srr.records.values import comparison
from srr.repository.workspace import Workspace
from srr.text.spelling import nearest

Read = Callable[[str], str]
_BY = Text("Who decides to live with it", "受容を決めた人")
_NOT_THE_OWNER = Text(
    "Who decides to live with it (best not {owner}, who owns it)",
    "受容を決めた人 (担当者の {owner} ではない人が望ましい)",
)
_BECAUSE = Text("Why living with it is right today", "いま受容してよい理由")
_TACIT = Text(
    "Say also what nobody decided: a cache is an acceptance of stale data, a fallback of a poorer answer, a swallowed"
    " error of work that is lost, a retry of a slower answer, a disabled check of what it would have found.",
    "誰も決めていないことも書いてください。キャッシュは古いデータの、フォールバックは質の落ちた応答の、握りつぶした"
    "エラーは失われた処理の、リトライは遅い応答の、無効にしたチェックは見逃しの受容です。",
)
_CONSEQUENCE = Text("What happens when it happens", "発生したときに起きること")
_MORE = Text("What else (empty: nothing)", "ほかに起きること (空なら終わり)")
_BEHAVIOUR = Text(
    "How the system behaves then, and how it comes back (empty: said above)",
    "そのときのシステムの挙動と、元に戻る流れ (上に書いたなら空)",
)
_KNOWN = Text("Indicators today:{listed}", "指標の今日の値:{listed}")
_CONDITION = Text(
    "It holds while, such as advertisers < 50 (empty: no condition)",
    "受容の前提条件。例: advertisers < 50 (空なら条件なし)",
)
_MORE_CONDITIONS = Text("And while (empty: no other)", "ほかの前提条件 (空なら終わり)")
_KEPT = Text("{question} (- takes it out)", "{question} (- で取り除く)")
_UNTIL = Text("Until when, at the latest", "期限")
_REVIEWER = Text("Who looks at the decision again", "受容を見直す人")
_DROP = "-"
_NO_COMPARISON = Text(
    "is {typed}; write a name, a sign and a number, such as advertisers < 50",
    "{typed} は使えません。advertisers < 50 のように、名前、記号、数値を書いてください",
)
_NO_NUMBER = Text(
    "is over {name}, which has no number yet; {hint}write one with srr indicator {name} VALUE",
    "{name} にはまだ数値がありません。{hint}srr indicator {name} VALUE で記録してください",
)
_MEANT = Text("did you mean {near}? else ", "{near} のことですか。違うなら ")
_STALE = Text(
    "is over {name}, which was last written on {on}; write its number of today with srr indicator {name} VALUE",
    "{name} の最後の数値は {on} のものです。今日の値を srr indicator {name} VALUE で記録してください",
)
_CROSSED = Text(
    "does not hold: {name} was {value} on {on}, so the acceptance would be over at once",
    "この条件は成り立ちません。{name} は {on} に {value} で、受容はその場で崩れます",
)
_MOST_SHOWN = 20


def asked_terms(
    risk: Risk,
    workspace: Workspace,
    asker: Asker,
    consequences: Sequence[str] = (),
    holds_while: Sequence[str] = (),
) -> Terms:
    """Return the terms: what is given, else asked, else as they were; who decides and until when is never as it was."""
    old = risk.acceptance
    today = workspace.today.date
    by = asker.answer(
        "by", a_handle, _deciding(risk), _proposed_to_a_person(asker, "by", old and old.by)
    )
    because = asker.answer(
        "because", one_line, _BECAUSE, _proposed(asker, "because", old and old.because)
    )
    expected = _consequences(asker, consequences, old)
    held = _conditions(asker, holds_while, risk, workspace)
    end = asker.answer(
        "until", after(today), _UNTIL, _proposed_to_a_person(asker, "until", _end(workspace))
    )
    reviewer = asker.answer(
        "reviewer", a_handle, _REVIEWER, _proposed(asker, "reviewer", old and old.reviewer)
    )
    basis = dict(_basis(held, risk, workspace))
    return Terms(by, because, expected, held, end, reviewer, basis)


def _deciding(risk: Risk) -> Text:
    return _NOT_THE_OWNER.fill(owner=risk.owner) if risk.owner else _BY


def _proposed(asker: Asker, flag: str, value: str | None) -> str | None:
    """Return what to propose: what was typed and refused, else the *value* that there was."""
    typed = asker.typed.get(flag)
    return typed[-1] if typed else value


def _proposed_to_a_person(asker: Asker, flag: str, value: str | None) -> str | None:
    """Return what to propose to a person; without one, it has to be given."""
    return _proposed(asker, flag, value) if asker.asks else None


def _end(workspace: Workspace) -> str:
    """Return the last day on which the next visit of an accepted risk could be."""
    _, last = workspace.settings.windows["accepted"].bounds(workspace.today.date)
    return last.isoformat()


def _consequences(asker: Asker, given: Sequence[str], old: Acceptance | None) -> tuple[str, ...]:
    before = old.consequences if old else ()
    if given or not asker.asks:
        return _listed(asker, "consequence", one_line, given or before) or (
            asker.unasked("consequence", one_line),
        )
    is_first = not (before or asker.typed.get("consequence"))
    if is_first:
        asker.say(_TACIT)
    found = _asked_list(asker, "consequence", one_line, (_CONSEQUENCE, _MORE), before)
    behaviour = asker.maybe("consequence", one_line, _BEHAVIOUR) if is_first else None
    found = tuple(dict.fromkeys((*found, *((behaviour,) if behaviour else ()))))
    asker.typed["consequence"] = [*found]
    return found


def _conditions(
    asker: Asker, given: Sequence[str], risk: Risk, workspace: Workspace
) -> tuple[str, ...]:
    before = risk.acceptance.holds_while if risk.acceptance else ()
    read = _reader(risk, workspace)
    if given or not asker.asks:
        return _listed(asker, "holds-while", read, given or before)
    _show_indicators(asker, risk, workspace)
    found = _asked_list(asker, "holds-while", read, (_CONDITION, _MORE_CONDITIONS), before, least=0)
    asker.typed["holds-while"] = [*found]
    return found


def _listed(asker: Asker, flag: str, read: Read, items: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(understood(f"--{flag}", each, read) for each in items))


def _asked_list(
    asker: Asker,
    flag: str,
    read: Read,
    questions: tuple[Text, Text],
    before: Sequence[str],
    least: int = 1,
) -> tuple[str, ...]:
    """Ask for the items of a list: for those that there were, each to be kept, and for more until one is empty."""
    first, more = questions

    def kept_or_dropped(typed: str) -> str:
        return _DROP if typed.strip() == _DROP else read(typed)

    found = [
        answer
        for each in asker.typed.pop(flag, None) or before
        if (answer := asker.answer(flag, kept_or_dropped, _KEPT.fill(question=first), each))
        != _DROP
    ]
    while True:
        if len(found) < least:
            found.append(asker.answer(flag, read, first))
            continue
        answered = asker.maybe(flag, read, more if found else first)
        if answered is None:
            return tuple(dict.fromkeys(found))
        found.append(answered)


def _reader(risk: Risk, workspace: Workspace) -> Read:
    """Return what reads a condition that holds today."""

    def read(typed: str) -> str:
        stated = one_line(typed)
        stated = as_comparison(stated) or stated
        found = comparison(stated)
        if found is None:
            raise WrongAnswer(_NO_COMPARISON, typed=repr(typed))
        registry = workspace.registry
        if registry.uses_indicators:
            indicator = registry.indicators.get(found.name)
            _refuse_unless_it_holds(Condition(risk, (), stated, found, indicator), workspace)
        return stated

    return read


def _refuse_unless_it_holds(condition: Condition, workspace: Workspace) -> None:
    today, settings, name = workspace.today.date, workspace.settings, condition.name
    last = condition.reading(today)
    if last is None:
        near = nearest(name, _numbers(workspace))
        hint = _MEANT.fill(near=near) if near else ""
        raise WrongAnswer(_NO_NUMBER, name=name, hint=hint)
    match condition.state(today, settings):
        case "stale":
            raise WrongAnswer(_STALE, name=name, on=last.on)
        case "crossed":
            raise WrongAnswer(_CROSSED, name=name, value=written(last.value), on=last.on)


def _numbers(workspace: Workspace) -> dict[str, tuple[float, date]]:
    """Return the last value of each indicator, with its day."""
    today = workspace.today.date
    indicators = workspace.registry.indicators.items()
    read = ((name, each.last(today)) for name, each in indicators)
    return {name: (last.value, last.on) for name, last in read if last}


def _show_indicators(asker: Asker, risk: Risk, workspace: Workspace) -> None:
    limit = comparison(risk.data.get("breaks_when"))
    own = limit.name if limit else None
    known = sorted(_numbers(workspace).items(), key=lambda each: (each[0] != own, each[0]))
    lines = (f"\n  {name} {written(value)} ({on})" for name, (value, on) in known[:_MOST_SHOWN])
    if known:
        asker.say(_KNOWN.fill(listed="".join(lines)))


def _basis(held: Sequence[str], risk: Risk, workspace: Workspace) -> Iterator[tuple[str, float]]:
    numbers = _numbers(workspace)
    for stated in held:
        found = comparison(stated)
        if found and found.name in numbers:
            yield found.name, numbers[found.name][0]
