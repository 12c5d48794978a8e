"""The chosen samples cover every class, right and wrong, and nothing of the training split."""

from __future__ import annotations

from analysis.explained_samples import choose_samples
from analysis.store.reader import Run


def test_classes_take_turns_and_training_samples_are_left_out(tiny_run):
    run = Run(tiny_run)
    chosen = choose_samples(run, 9, ())
    rows = [run.row(sample) for sample in chosen]
    assert len(set(chosen)) == 9
    assert set(run.samples["split"].iloc[rows]) <= {"validation", "test"}
    assert [run.labels[row] for row in rows[:3]] == [0, 1, 2]
    assert choose_samples(run, 9, ()) == chosen


def test_within_a_class_the_surest_right_and_wrong_alternate(tiny_run):
    run = Run(tiny_run)
    scores = run.scores(run.epochs[-1])
    rows = [run.row(sample) for sample in choose_samples(run, 60, ()) if run.labels[run.row(sample)] == 1]
    right = [scores[row].argmax() == 1 for row in rows]
    wrong = right.count(False)
    assert right[: 2 * min(wrong, right.count(True))] == [True, False] * min(wrong, right.count(True))
    sure = [scores[row].max() for row, correct in zip(rows, right, strict=True) if correct]
    assert sure == sorted(sure, reverse=True)


def test_named_samples_come_first_and_once(tiny_run):
    run = Run(tiny_run)
    usual = choose_samples(run, 4, ())
    chosen = choose_samples(run, 4, (usual[2], "ISIC_0000000"))
    assert chosen[:2] == [usual[2], "ISIC_0000000"]
    assert len(chosen) == 5


def test_more_than_there_are_gives_all_held_out(tiny_run):
    assert len(choose_samples(Run(tiny_run), 1000, ())) == 40
