"""Who may do what: one table. `manage.py sync_roles` makes the groups as they stand here."""

READS = ("view_article", "view_claim")
REVIEWS = (
    "review_claim",
    "attach_evidence",
    "propose_verdict",
    "ask_for_suggestions",
    "see_confidential_source",
    "bring_in_article",
    "fill_library",
    "export_verdicts",
    "embargo_article",
)
SIGNS = ("sign_off_verdict", "waive_claim", "delete_librarydocument")
KEEPS = tuple(
    f"{act}_{thing}"
    for thing in ("ratingscale", "rating", "provider", "librarydocument", "feed", "followedfeed")
    for act in ("view", "add", "change", "delete")
)
INSPECTS = (
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
