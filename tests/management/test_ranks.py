"""How good an order is."""

import pytest

from articles.management.measures import ranks

GRADES = {"a": 1, "b": 1}


def test_the_ideal_order_gains_all():
    assert ranks.ndcg(["b", "a", "x"], GRADES, at=10) == 1


def test_a_gain_is_discounted_by_its_place_and_ends_at_the_cut():
    assert ranks.ndcg(["x", "a"], {"a": 1}, at=10) == pytest.approx(0.6309, abs=1e-4)
    assert ranks.ndcg(["x", "a"], {"a": 1}, at=1) == 0


def test_recall_is_the_share_of_what_belongs():
    assert ranks.recall(["x", "a", "b"], GRADES, at=2) == 0.5


def test_the_reciprocal_rank_is_that_of_the_first_right_one():
    assert ranks.reciprocal_rank(["x", "b", "a"], GRADES, at=10) == 0.5
    assert ranks.reciprocal_rank(["x", "b"], GRADES, at=1) == 0


def test_average_precision():
    scored = [(0.9, True), (0.8, False), (0.7, True), (0.1, False)]

    assert ranks.average_precision(scored) == pytest.approx((1 + 2 / 3) / 2)


def test_what_scores_alike_gains_nothing_by_its_order():
    assert ranks.average_precision([(0.5, True), (0.5, False)]) == 0.5
    assert ranks.average_precision([(0.5, False), (0.5, True)]) == 0.5
    assert ranks.area_under_curve([(0.5, False), (0.5, True)]) == 0.5


def test_area_under_the_curve():
    scored = [(0.9, True), (0.8, False), (0.7, True), (0.1, False)]

    assert ranks.area_under_curve(scored) == 0.75


def test_without_anything_to_find_nothing_is_divided_by_nothing():
    assert ranks.average_precision([(0.5, False)]) == 0
    assert ranks.area_under_curve([(0.5, False)]) == 0
    assert ranks.f1(right=0, found=0, wanted=0) == 1


def test_f1_by_counts():
    assert ranks.f1(right=1, found=2, wanted=2) == 0.5
