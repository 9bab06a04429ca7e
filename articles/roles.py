"""Who may do what: one table. `manage.py sync_roles` makes the groups as they stand here."""

READS = ("view_article", "view_claim")
REVIEWS = (
    "review_claim",
    "attach_evidence",
    "record_search",
    "propose_verdict",
    "ask_for_suggestions",
    "see_confidential_source",
    "bring_in_article",
    "fill_library",
    "export_verdicts",
    "embargo_article",
)
SIGNS = (
    "sign_off_verdict",
    "waive_claim",
    "release_article",
    "delete_librarydocument",
    "view_scorecard",
)
KEPT = "ratingscale rating provider librarydocument feed owner"
KEEPS = tuple(
    f"{act}_{thing}" for thing in KEPT.split() for act in ("view", "add", "change", "delete")
)
INSPECTS = (
    "view_pagefetching",
    "change_pagefetching",
    "fill_library",
    "view_ingest",
    "view_librarystatistics",
    "view_suggestionrun",
    "view_suggestion",
    "view_followedreview",
    "view_verdict",
    "view_event",
    "view_articleversion",
    "view_look",
    "view_deskset",
    "view_deskfigures",
    "view_scorecard",
)
MANAGES_PEOPLE = (
    "view_user",
    "add_user",
    "change_user",
    "view_group",
    "view_accessattempt",
    "delete_accessattempt",
)

ROLES: dict[str, tuple[str, ...]] = {
    "Viewer": READS,
    "Reporter": (*READS, "bring_in_article"),
    "Checker": (*READS, *REVIEWS),
    "Editor": (*READS, *REVIEWS, *SIGNS),
    "Admin": (*READS, *KEEPS, *INSPECTS, *MANAGES_PEOPLE),
}
