"""Two people edit one base at random: nothing is lost, no conflict untold, either way round."""

from __future__ import annotations

import pytest
from merge import histories

BLOCKS = 4
TRIALS = 500  # a block; benchmarks/merging.py runs 100,000


@pytest.mark.parametrize("block", range(BLOCKS))
def test_random_histories_are_merged_without_a_loss(block: int) -> None:
    exact = 0
    for seed in range(block * TRIALS, (block + 1) * TRIALS):
        trial = histories.trial(seed)
        assert not list(histories.faults(trial)), f"seed {seed}"
        exact += histories.exact(trial)
    assert exact > 0.98 * TRIALS  # rows are nearly always known again as what they are


@pytest.mark.parametrize("block", range(2))
def test_histories_with_a_draft_on_the_way_are_merged_without_a_loss(block: int) -> None:
    exact = 0
    for seed in range(block * TRIALS, (block + 1) * TRIALS):
        trial = histories.drafted_trial(seed)
        assert not list(histories.faults(trial)), f"seed {seed}"
        filled = [note for note in trial.result.notes if "it cannot be told who cleared" in note]
        assert not filled or trial.result.tables["facts"].added, f"seed {seed}"
        exact += histories.exact(trial)
    assert exact > 0.97 * TRIALS
