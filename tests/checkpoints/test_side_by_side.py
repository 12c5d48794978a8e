from checkpoints.side_by_side import side_by_side


def test_an_epoch_a_row_a_run_a_column(tmp_path):
    for name, rows in (("sgd", "0,0.5,0.25\n1,0.125,0.75\n"), ("adam", "0,0.4,0.3\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "history.csv").write_text(f"epoch,loss,accuracy\n{rows}")
    found = side_by_side([(name, str(tmp_path / name)) for name in ("sgd", "adam")])
    loss, accuracy = found.split("\n\n")
    assert [line.split() for line in loss.splitlines()] == [
        ["loss", "per", "epoch"],
        ["sgd", "adam"],
        ["epoch"],
        ["1", "0.5000", "0.4000"],
        ["2", "0.1250", "-"],
    ]
    assert accuracy.splitlines()[3].split() == ["1", "0.2500", "0.3000"]
