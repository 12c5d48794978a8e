"""What a run is, as a quiet list: model, pixels, data, epochs, and where each fact comes from."""

from __future__ import annotations

from analysis.store.reader import Run
from dashboard import look
from dashboard.markup import definitions, element, show
from dashboard.panels.training_facts import training_facts
from dashboard.scores_only import kind_in_words

_LISTED = 12  # names before the rest is counted


def run_facts(run: Run) -> None:
    """Draw the list."""
    show(element("h2", "What this run is"), definitions(facts(run), css="facts"))


def facts(run: Run) -> dict[str, str]:
    """Term -> words; only what the manifest knows."""
    if not run.has_embeddings:
        return _set_facts(run)
    manifest, model, data = run.manifest, run.manifest["model"], run.manifest["dataset"]
    rows = {
        "Model": _model(model),
        "Pixels": _said(model.get("preprocess"), model.get("preprocess_source")),
        "Embeddings": _layer(model.get("embedding_layer"), _number(model.get("n_features"), "feature")),
        "Maps": str(model.get("map_layer") or "none: this model has no spatial layer to explain"),
        "Data": _data(data, run),
        "Classes": _listed(run.classes),
        "Checkpoints": str(manifest.get("checkpoints", "")),
        "Epochs": _listed([str(epoch) for epoch in run.epochs]) or "none complete",
        **training_facts(manifest.get("training") or {}),
        "Neighbours": _neighbors(manifest.get("neighbors") or {}),
        "Projections": ", ".join(str(entry.get("title", name)) for name, entry in run.projections.items()),
        "Explanations": _explanations(run),
        "Analysed": _analysed(manifest),
    }
    return {term: words for term, words in rows.items() if words}


def _set_facts(run: Run) -> dict[str, str]:
    """The facts of a run of scores; what went in stands in the table of its members."""
    manifest = run.manifest
    rows = {
        "Kind": kind_in_words(run),
        "Epoch": f"one set of scores, under epoch {run.epochs[-1]}, the highest of its members" if run.epochs else "",
        "Data": _data(manifest["dataset"], run),
        "Classes": _listed(run.classes),
        "Made": _analysed(manifest),
    }
    return {term: words for term, words in rows.items() if words}


def _model(model: dict) -> str:
    parts = [str(model["name"])] if model.get("name") else []
    parts += [_number(model.get("parameters"), "parameter")]
    if model.get("input_size"):
        height, width = model["input_size"]
        parts.append(f"input {width} × {height} × {model.get('channels', '?')}")
    if model.get("head"):
        parts.append(f"{model['head']} head")
    return ", ".join(part for part in parts if part)


def _said(what: object, source: object) -> str:
    if what is None:
        return ""
    return f"{what} ({source})" if source else str(what)


def _layer(name: object, size: str) -> str:
    return "" if name is None else f"{name}{f' ({size})' if size else ''}"


def _data(data: dict, run: Run) -> str:
    words = f"{data.get('name', '')}: {look.counted(len(run.samples), 'sample')}, {len(run.classes)} classes"
    kind = f" ({data['kind']})" if data.get("kind") else ""
    return f"{words}, from {data['location']}{kind}" if data.get("location") else words


def _listed(names: list[str]) -> str:
    more = len(names) - _LISTED
    return ", ".join(names[:_LISTED]) + (f" and {more} more" if more > 0 else "")


def _neighbors(neighbors: dict) -> str:
    if not neighbors.get("k"):
        return ""
    words = f"{neighbors['k']} nearest of every sample, {str(neighbors.get('metric', '')).capitalize()} distance"
    further = [f"{metric} among {among.replace('_', ' ')}" for metric, among in neighbors.get("lists", [])[1:]]
    words += f"; also {_listed(further)}" if further else ""
    recall = neighbors.get("recall")
    if not recall:
        return words
    return (
        f"{words}; approximate ({neighbors['engine']}): {recall['value']:.3f} [{recall['low']:.3f}, "
        f"{recall['high']:.3f}] of the true ones found, over {recall['samples']} samples"
    )


def _explanations(run: Run) -> str:
    found = run.explanations
    titles = [str(entry.get("title", name)) for name, entry in found.methods.items() if not entry.get("unsupported")]
    if not titles:
        return ""
    return f"{', '.join(titles)}, for {look.counted(len(found.samples), 'sample')}"


def _analysed(manifest: dict) -> str:
    seconds = sum(value for value in (manifest.get("timing") or {}).values())
    memory = max((manifest.get("peak_memory_bytes") or {}).values(), default=0)
    parts = [str(manifest.get("updated", "")).replace("T", " ").replace("+00:00", " UTC")]
    parts += [f"{look.number(seconds)} s of work"] if seconds else []
    parts += [f"peak memory {look.number(memory / 2**30)} GiB"] if memory else []
    return ", ".join(part for part in parts if part)


def _number(value: object, noun: str) -> str:
    return look.counted(int(value), noun) if isinstance(value, int) else ""
