# Asks mlflow which types of columns a signature takes: prints one JSON object, {"wanted given": accepted}.
import json

import numpy as np
import pandas as pd
from mlflow.models.utils import _enforce_schema
from mlflow.types import ColSpec, DataType, Schema, TensorSpec

given = {
    "boolean": np.array([True, False]),
    "integer": np.array([1, 5], dtype="int32"),
    "long": np.array([1, 5], dtype="int64"),
    "flags": np.array([1, 0], dtype="int64"),
    "float": np.array([1.5, np.nan], dtype="float32"),
    "double": np.array([1.5, np.nan], dtype="float64"),
    "whole": np.array([1.0, np.nan], dtype="float64"),
    "string": np.array(["a", "b"], dtype=object),
    "datetime": np.array(["2026-01-01", "2026-01-02"], dtype="datetime64[ns]"),
}


def accepts(schema, frame):
    try:
        return list(_enforce_schema(frame, schema).columns)
    except Exception:
        return None


verdicts = {}
for wanted in ["boolean", "integer", "long", "float", "double", "string", "binary", "datetime"]:
    for name, values in given.items():
        schema = Schema([ColSpec(DataType[wanted], "x")])
        verdicts[wanted + " " + name] = accepts(schema, pd.DataFrame({"x": values})) is not None
double = DataType.double
named = Schema([ColSpec(double, "a"), ColSpec(double, "b", required=False), ColSpec(double, "c")])
unnamed = Schema([ColSpec(double), ColSpec(double)])


def frame(names):
    return pd.DataFrame({name: np.array([1.0]) for name in names})


columns = {}
for kind, schema in {"named": named, "unnamed": unnamed}.items():
    for names in ["abc", "cba", "ac", "ab", "", "xacb", "a", "ba", "bac"]:
        columns[kind + " " + names] = accepts(schema, frame(names))
tensors = {}
for names in ["a", "ab", "abc"]:
    for kind in ["float32", "float64", "int64"]:
        try:
            _enforce_schema(frame(names).astype(kind), Schema([TensorSpec(np.dtype("float64"), (-1, 2))]))
            tensors[names + " " + kind] = True
        except Exception:
            tensors[names + " " + kind] = False
print(json.dumps({"types": verdicts, "columns": columns, "tensors": tensors}))
