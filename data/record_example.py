"""What a record holds: `tf.train.Example` messages, taken apart and put together without TensorFlow.

Source: tensorflow/core/example/example.proto and feature.proto.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import DecodeError

from data.contract import DataError

Value = bytes | int | float
_FIELD = descriptor_pb2.FieldDescriptorProto
_LISTS = {"bytes_list": _FIELD.TYPE_BYTES, "float_list": _FIELD.TYPE_FLOAT, "int64_list": _FIELD.TYPE_INT64}
_PACKAGE = "epochscope"  # a pool and names of our own: TensorFlow has its own copy of these messages


def features(content: bytes) -> dict[str, list[Value]]:
    """The features of a record: name -> values, all of one type (bytes, int or float); absent ones are left out.

    Raises:
        DataError: the record is no Example.
    """
    try:
        found = _example.FromString(content).features.feature
    except DecodeError as error:
        raise DataError("it is no tf.train.Example") from error
    lists = {
        name: getattr(feature, feature.WhichOneof("kind") or "bytes_list").value for name, feature in found.items()
    }
    return {name: list(values) for name, values in lists.items() if len(values)}


def example(values: Mapping[str, Value]) -> bytes:
    """An Example with one value per feature: bytes, int (int64) or float (float32)."""
    message = _example()
    for name, value in sorted(values.items()):
        feature = message.features.feature[name]
        if isinstance(value, bytes):
            feature.bytes_list.value.append(value)
        elif isinstance(value, int):
            feature.int64_list.value.append(value)
        else:
            feature.float_list.value.append(value)
    return message.SerializeToString(deterministic=True)


def _declared() -> Any:
    """The messages, declared in code: no generated module that would need one version of protobuf."""
    file = descriptor_pb2.FileDescriptorProto(name="epochscope/example.proto", package=_PACKAGE, syntax="proto3")
    feature = file.message_type.add(name="Feature")
    feature.oneof_decl.add(name="kind")
    for number, (name, kind) in enumerate(_LISTS.items(), 1):
        values = file.message_type.add(name=name)
        values.field.add(name="value", number=1, label=_FIELD.LABEL_REPEATED, type=kind)
        feature.field.add(name=name, number=number, type_name=_full(name), oneof_index=0, **_ONE)
    table = file.message_type.add(name="Features")
    entry = table.nested_type.add(name="FeatureEntry")
    entry.options.map_entry = True
    entry.field.add(name="key", number=1, label=_FIELD.LABEL_OPTIONAL, type=_FIELD.TYPE_STRING)
    entry.field.add(name="value", number=2, type_name=_full("Feature"), **_ONE)
    many = {"label": _FIELD.LABEL_REPEATED, "type": _FIELD.TYPE_MESSAGE}
    table.field.add(name="feature", number=1, type_name=_full("Features.FeatureEntry"), **many)
    file.message_type.add(name="Example").field.add(name="features", number=1, type_name=_full("Features"), **_ONE)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(f"{_PACKAGE}.Example"))


_ONE = {"label": _FIELD.LABEL_OPTIONAL, "type": _FIELD.TYPE_MESSAGE}


def _full(name: str) -> str:
    return f".{_PACKAGE}.{name}"


_example = _declared()
