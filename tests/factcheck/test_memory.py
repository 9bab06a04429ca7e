"""How much memory our own PostgreSQL takes for what it has read."""

import os

import pytest

from factcheck.servers import postgres


@pytest.mark.parametrize(
    ("allowed", "buffers"), [(2 << 30, "512MB"), (64 << 20, "128MB"), (1 << 20, "128MB")]
)
def test_in_a_container_its_memory_counts_and_not_the_machines(
    monkeypatch, tmp_path, here, allowed, buffers
):
    limit = tmp_path / "memory.max"
    limit.write_text(f"{allowed}\n")
    monkeypatch.setattr(postgres, "CONTAINER", limit)

    assert postgres.Postgres(here).settings["shared_buffers"] == buffers


@pytest.mark.parametrize("said", ["max\n", None], ids=["no limit", "no container"])
def test_elsewhere_the_machines_memory_counts(monkeypatch, tmp_path, here, said):
    limit = tmp_path / "memory.max"
    if said:
        limit.write_text(said)
    monkeypatch.setattr(postgres, "CONTAINER", limit)

    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") >> 20
    found = int(postgres.Postgres(here).settings["shared_buffers"].removesuffix("MB"))
    assert found == min(max(128, machine // 4), 8192)
