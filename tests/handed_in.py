"""Handing something in for the library, and working it off as a worker does."""

import json

from articles.models import Ingest
from articles.services import ingests

LINES = Ingest.Kind.LINES


def line(number, **more):
    record = {"_id": f"n{number}", "text": f"Note {number} is about thing {number}x."}
    return (json.dumps(record | more) + "\n").encode()


def hand_in(*pieces, name="archive.jsonl", kind=LINES, ending=".jsonl", person=None):
    return ingests.hand_in(pieces, name=name, kind=kind, ending=ending, person=person)


def work_off(ingest):
    """Work until nothing is due, and say how the ingest stands."""
    while ingests.work(seconds=60):
        pass
    ingest.refresh_from_db()
    return ingest


def tally(ingest):
    return (ingest.new, ingest.changed, ingest.unchanged, ingest.near_same, ingest.lost)


def said(ingest):
    return [str(fault) for fault in ingest.faults.all()]
