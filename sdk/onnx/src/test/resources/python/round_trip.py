# Scores what Java logged, and logs models for Java; prints lines: a name, a count of rows or a URI, and numbers.
import sys

import mlflow
import numpy as np
import onnx
import pandas as pd
from mlflow.models import infer_signature
from onnx import TensorProto, helper, numpy_helper

rows = np.array([[i * 0.25 - 3, i % 7 - 2.5] for i in range(64)])


def say(name, what, values):
    numbers = np.concatenate([np.asarray(v, dtype="float64").reshape(-1) for v in values])
    print("\n" + " ".join([name, str(what)] + [repr(float(v)) for v in numbers]))


for uri in sys.argv[1:]:
    loaded = mlflow.pyfunc.load_model(uri)
    for count in (1, 64):
        frame = pd.DataFrame(rows[:count], columns=["a", "b"])
        # Surplus columns and another order change nothing.
        frame["c"] = 1.0
        say("java", count, [loaded.predict(frame[["c", "b", "a"]])["Y"]])


def model(nodes, inputs, outputs, constants=()):
    graph = helper.make_graph(list(nodes), "python", list(inputs), list(outputs), [
        numpy_helper.from_array(value.astype("float32"), name) for name, value in constants])
    made = helper.make_model(graph, ir_version=8, opset_imports=[
        helper.make_opsetid("", 15), helper.make_opsetid("ai.onnx.ml", 2)])
    onnx.checker.check_model(made)
    return made


def floats(name, *shape):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


random = np.random.default_rng(5)
wide = model(
    [helper.make_node("Gemm", ["x", "w", "b"], ["h"]), helper.make_node("Tanh", ["h"], ["t"]),
     helper.make_node("MatMul", ["t", "v"], ["y"])],
    [floats("x", None, 2)], [floats("y", None, 3)],
    [("w", random.normal(size=(2, 600))), ("b", random.normal(size=600)), ("v", random.normal(size=(600, 3)) / 25)])
named = model(
    [helper.make_node("Sub", ["a", "b"], ["d"])], [floats("b", "n"), floats("a", "n")], [floats("d", "n")])
classes = helper.make_node(
    "LinearClassifier", ["x"], ["label", "p"], domain="ai.onnx.ml", post_transform="SOFTMAX",
    classlabels_ints=[3, 5, 8], coefficients=[1.0, 0.5, -1.0, 0.25, 0.0, -2.0], intercepts=[0.1, 0.0, -0.1])
zipmap = helper.make_node("ZipMap", ["p"], ["probabilities"], domain="ai.onnx.ml", classlabels_int64s=[3, 5, 8])
value = helper.make_sequence_type_proto(helper.make_map_type_proto(
    TensorProto.INT64, helper.make_tensor_type_proto(TensorProto.FLOAT, None)))
maps = model(
    [classes, zipmap], [floats("x", None, 2)],
    [helper.make_tensor_value_info("label", TensorProto.INT64, [None]),
     helper.make_value_info("probabilities", value)])

frame = pd.DataFrame(rows, columns=["a", "b"])
mlflow.set_experiment("onnx of python")
with mlflow.start_run():
    for name, made, signature, data in [
            ("wide", wide, infer_signature(frame), frame),
            ("named", named, None, frame),
            ("maps", maps, infer_signature(rows.astype("float32")), rows.astype("float32"))]:
        uri = mlflow.onnx.log_model(made, name=name, signature=signature, pip_requirements=[]).model_uri
        scores = mlflow.pyfunc.load_model(uri).predict(data)
        last = scores[list(scores)[-1]]
        say(name, uri, [[row[k] for k in (3, 5, 8)] for row in last] if name == "maps" else [last])
