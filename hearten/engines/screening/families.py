"""The families a finding of wording can belong to: what kind of harm a phrase may do."""

# Those of published guidance on reporting suicide and on stigma, and those about advice on treatment.
SHARED = (
    "method_detail", "location_detail", "glamorise", "simplistic_cause", "sensational", "suicide_note",
    "committed_language", "successful_failed_attempt", "epidemic_language", "labelling_person", "slur_stigma",
    "trivialising", "diagnosing_viewer", "cure_claim", "stop_medication", "supplement_claim", "no_help_info",
    "identifying_detail",
)  # fmt: skip
# Those that Hearten adds, where a rule fits none of these.
OWN = (
    "urging", "superseded_figure", "false_belief", "medicine_advice", "speculation", "celebrity", "eating_detail",
    "footage",
)  # fmt: skip
FAMILIES = frozenset(SHARED + OWN)
