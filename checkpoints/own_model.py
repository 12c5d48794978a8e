"""A model of the user's own, as a function in the user's own code: `--model package.module:function`."""

from __future__ import annotations

import importlib
import inspect
import json
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checkpoints.contract import CheckpointError

if TYPE_CHECKING:
    import keras

_FORM = re.compile(r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*:[A-Za-z_]\w*$")
_CALL = "function(size=(y, x), channels=3, n_classes=7) -> keras.Model"


def is_own(name: str) -> bool:
    """Whether a model's name is of the form package.module:function."""
    return bool(_FORM.match(name))


def build(name: str, *, n_classes: int, size: Any = None, channels: int = 3, **others: Any) -> keras.Model:
    """Call the user's function, which is imported from the current folder or from what is installed.

    Only ever call it with a name that the user gave: the module runs.

    Args:
        name: package.module:function.
        n_classes: 2 wants one sigmoid unit or a softmax of two, more a softmax.
        size: (y, x) pixels, or one number for both.
        channels: 1 or 3.
        **others: settings of our own models; refused unless they say nothing ("none", 0).

    Returns:
        The model, made of Keras' own layers, for pictures in 0..255.

    Raises:
        CheckpointError: no such module or function, it fails, or what it gives cannot be trained and read back.
    """
    if given := sorted(key for key, value in others.items() if value not in (None, "none", 0)):
        raise CheckpointError(
            f"{name} is your own model: --{given[0].replace('_', '-')} cannot change it. Leave it out."
        )
    if size is None:
        raise CheckpointError(f"Which size of pictures does {name} take? Say it with --size.")
    pixels = (size, size) if isinstance(size, int) else tuple(size)
    with _current_folder_importable():
        function = _function(name)
        model = _call(name, function, size=pixels, channels=channels, n_classes=n_classes)
    _check(name, model, pixels, channels, n_classes)
    return model


def _function(name: str) -> Callable[..., Any]:
    module_name, _, function_name = name.partition(":")
    try:
        module = importlib.import_module(module_name)
    except ModuleNotFoundError as error:
        if error.name and (module_name == error.name or module_name.startswith(f"{error.name}.")):
            raise CheckpointError(
                f"There is no module {error.name!r} for --model {name}. Run the command from the folder that "
                f"{module_name.split('.')[0]} lies in (this is {Path.cwd()}), or install it."
            ) from error
        raise CheckpointError(f"{module_name} cannot be imported: {_where(error)}. Install what it needs.") from error
    except Exception as error:  # whatever the user's code raises
        raise CheckpointError(f"{module_name} cannot be imported: {_where(error)}.") from error
    function = getattr(module, function_name, None)
    if not callable(function):
        names = [key for key, value in vars(module).items() if inspect.isfunction(value) and not key.startswith("_")]
        raise CheckpointError(
            f"{module_name} has no function {function_name!r}. It has: {', '.join(sorted(names)) or 'none'}."
        )
    return function


def _call(name: str, function: Callable[..., Any], **arguments: Any) -> Any:
    try:
        inspect.signature(function).bind(**arguments)
    except TypeError as error:
        raise CheckpointError(f"{name} cannot be called as {_CALL}: {error}.") from error
    try:
        return function(**arguments)
    except Exception as error:  # whatever the user's code raises
        raise CheckpointError(f"{name} failed: {_where(error)}.") from error


def _check(name: str, model: Any, size: tuple[int, int], channels: int, n_classes: int) -> None:
    import keras

    from checkpoints.anatomy import examine

    if not isinstance(model, keras.Model):
        raise CheckpointError(f"{name} gives no keras.Model but {type(model).__name__}. Wanted: {_CALL}.")
    if strange := _not_of_keras(model):
        raise CheckpointError(
            f"{name} has a layer that is not Keras' own, {strange}: its checkpoints could not be read back. Build the "
            "model from Keras' layers, as a functional or Sequential model."
        )
    anatomy = examine(model, input_size=size)
    if anatomy.channels != channels or anatomy.n_metadata:
        raise CheckpointError(
            f"{name} should take pictures with {channels} channels and nothing else. Found inputs: "
            f"{', '.join(str(tuple(tensor.shape)) for tensor in model.inputs)}."
        )
    if anatomy.n_classes != n_classes:
        units = model.output_shape[-1]
        wanted = "one sigmoid unit or a softmax of 2" if n_classes == 2 else f"a softmax of {n_classes}"
        raise CheckpointError(f"{name} should end in {wanted}. Found: {units} output{'s' if units > 1 else ''}.")
    if anatomy.head == "logits":
        raise CheckpointError(f"{name} gives logits. Let it end in a sigmoid or softmax, as the losses here want it.")


def _not_of_keras(model: keras.Model) -> str | None:
    """The class of the first layer that only the user's code knows."""
    try:
        configuration = json.loads(model.to_json())
    except (NotImplementedError, TypeError):
        return type(model).__name__
    pending = [configuration]
    while pending:
        value = pending.pop(0)
        if isinstance(value, dict):
            if "class_name" in value and str(value.get("module") or "keras").split(".")[0] not in ("keras", "builtins"):
                return str(value["class_name"])
            if value.get("class_name") == "Lambda":
                return "Lambda"
        pending += list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return None


def _where(error: Exception) -> str:
    """What was raised, and at which line of whose file."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "importlib" not in frame.filename and frame.filename != __file__]
    place = f" at {Path(own[-1].filename).name}:{own[-1].lineno}" if own else ""
    return f"{type(error).__name__}{place}: {' '.join(str(error).split()) or 'no message'}"


@contextmanager
def _current_folder_importable() -> Iterator[None]:
    folder = str(Path.cwd())
    sys.path.insert(0, folder)
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path.remove(folder)
