"""Where runs are looked for."""

from dashboard import run_folder


def test_the_variable_wins_then_here_then_beside_the_dashboard(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(run_folder.RUNS_VARIABLE, "gs://bucket/runs")
    assert run_folder.runs_folder() == "gs://bucket/runs"
    monkeypatch.delenv(run_folder.RUNS_VARIABLE)
    (tmp_path / "runs").mkdir()
    assert run_folder.runs_folder() == "runs"
    (tmp_path / "runs").rmdir()
    (tmp_path / "beside" / "runs").mkdir(parents=True)
    (tmp_path / "beside" / "dashboard").mkdir()
    monkeypatch.setattr(run_folder, "__file__", str(tmp_path / "beside" / "dashboard" / "run_folder.py"))
    assert run_folder.runs_folder() == str(tmp_path / "beside" / "runs")


def test_a_folder_of_runs_and_one_run(tiny_runs, tmp_path):
    assert list(run_folder.find_runs(tiny_runs)) == ["tiny_adam", "tiny_sgd"]
    one = run_folder.find_runs(f"{tiny_runs}/tiny_sgd/")
    assert list(one) == ["tiny_sgd"]
    assert run_folder.find_runs(str(tmp_path)) == {}
    assert run_folder.find_runs(str(tmp_path / "missing")) == {}
