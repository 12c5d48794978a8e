"""Which layers follow their batches, and what is measured of them."""

import numpy as np
import pytest

from analysis.metrics import difference


def test_layers_follow_whose_statistics_change():
    from analysis.health.lag import following

    here, same, other = np.ones((2, 3)), np.ones((2, 3)), np.zeros((2, 3))
    assert following([here, here], [same, other], [True, True]).tolist() == [False, True]
    assert following([here, here], None, [True, False]).tolist() == [True, False]


@pytest.mark.tensorflow
def test_what_is_measured_is_what_the_scores_say(analysed):
    from analysis.health.lag import RESAMPLES, Lag
    from analysis.pictures import Decoded
    from analysis.store.reader import Run
    from checkpoints.anatomy import examine
    from checkpoints.probe import Probe
    from checkpoints.reading import load_model

    run = Run(analysed[0.999])
    model = load_model(run.manifest["epochs"][-1]["checkpoint"])
    lag = Lag(run, Probe(model, examine(model)), Decoded(run.location))
    assert lag.layers == 3 and len(lag.rows) == 140
    stored, follow = run.scores(3)[lag.rows], np.ones(3, bool)
    images, labels = Decoded(run.location).rows(lag.rows), run.labels[lag.rows]
    batch = np.concatenate([lag.statistics.scores(images[part], follow) for part in (slice(0, 70), slice(70, 140))])
    row = lag.measure(stored, follow)
    assert row["norm_accuracy_batch"] == pytest.approx((batch.argmax(1) == labels).mean())
    assert row["norm_accuracy_stored"] == pytest.approx((stored.argmax(1) == labels).mean())
    assert row["norm_distance"] == pytest.approx(0.5 * np.abs(stored - batch).sum(1).mean(), rel=1e-5)
    gap = difference(labels, stored, batch, replicates=RESAMPLES)["balanced_accuracy"]
    assert (row["norm_balanced_accuracy_gap"], row["norm_balanced_accuracy_gap_low"]) == pytest.approx(gap[:2])
    assert row["norm_momentum"] == 0.999 and row["norm_pictures"] == 140
    assert 0 < row["norm_distance_by_chance"] < 0.1 < row["norm_distance"]
    table = run.health.set_index("epoch")
    assert table.loc[3, "norm_distance"] == pytest.approx(row["norm_distance"], rel=1e-5)
