"""The proofs leave the other cores to other sessions."""

from __future__ import annotations

from importlib import import_module

from threadpoolctl import threadpool_info  # type: ignore[import-untyped]


def test_products_of_the_proofs_keep_to_one_thread() -> None:
    import_module("advisor.proofs.ground")
    assert [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"] == [1]
