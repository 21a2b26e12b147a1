"""What a field finds in the front matter."""

from collections.abc import Mapping

from kit.cases import each_case
from srr.schema.fields import ACCEPTANCE, ACTION, POSTMORTEM, RISK, FieldSpec

DECIDED = next(spec for spec in ACCEPTANCE if spec.key == "decided")


@each_case(
    ("data", "stated"),
    [
        ({"decided": "2026-01-26"}, "2026-01-26"),
        ({"on": "2026-01-26"}, "2026-01-26"),
        ({"by": "kato", "true": "2026-01-26"}, "2026-01-26"),
        ({"on": "2026-01-26", "decided": "2026-02-02"}, "2026-02-02"),
        ({"by": "kato"}, None),
    ],
)
def test_a_field_is_read_under_its_name_else_under_a_former_one(
    data: Mapping[str, object], stated: object
) -> None:
    assert DECIDED.stated(data) == stated


@each_case(
    ("fields", "required"),
    [
        (RISK, "id title status owner created current_impact potential_impact likelihood"),
        (POSTMORTEM, "id title kind status owner started"),
        (ACTION, "id do"),
        (ACCEPTANCE, ""),
    ],
)
def test_what_every_record_holds(fields: tuple[FieldSpec, ...], required: str) -> None:
    assert [spec.key for spec in fields if spec.required] == required.split()


@each_case("spec", [*RISK, *POSTMORTEM])
def test_a_mapping_alone_has_fields_of_its_own(spec: FieldSpec) -> None:
    assert bool(spec.fields) == (spec.kind in ("mapping", "mapping-list"))
