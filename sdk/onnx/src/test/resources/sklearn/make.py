# Makes models with scikit-learn's converter, and what they give in Python. Run with scikit-learn 1.9.1, skl2onnx 1.20.0, onnxruntime 1.31.1.
import os
import sys

import numpy as np
import onnxruntime as ort
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression, LinearRegression
from sklearn.ensemble import RandomForestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType

out = sys.argv[1]
os.makedirs(out, exist_ok=True)
x, y = load_iris(return_X_y=True)
x = x.astype("float32")
names = np.array(["setosa", "versicolor", "virginica"])
wanted = {
    "zipmap-classes": (make_pipeline(StandardScaler(), LogisticRegression()).fit(x, y), {}),
    "zipmap-texts": (make_pipeline(StandardScaler(), LogisticRegression()).fit(x, names[y]), {}),
    "zipmap-two": (make_pipeline(StandardScaler(), LogisticRegression()).fit(x[:100], y[:100]), {}),
    "forest-tensor": (RandomForestClassifier(5, max_depth=4, random_state=0).fit(x, y), {"zipmap": False}),
    "regression": (LinearRegression().fit(x[:, :3], x[:, 3]), {}),
}
rows = x[::15]
expected = [" ".join(["rows"] + [repr(float(v)) for v in rows.reshape(-1)])]
for name, (model, options) in wanted.items():
    width = 3 if name == "regression" else 4
    opts = {id(model): options} if options else None
    onx = to_onnx(model, initial_types=[("X", FloatTensorType([None, width]))], options=opts, target_opset={"": 15, "ai.onnx.ml": 2})
    open(os.path.join(out, name + ".onnx"), "wb").write(onx.SerializeToString())
    outs = ort.InferenceSession(onx.SerializeToString()).run(None, {"X": x[::15, :width]})
    scores = outs[-1]
    if isinstance(scores, list):
        scores = [[row[k] for k in sorted(row)] for row in scores]
    scores = np.asarray(scores)
    if scores.ndim == 2 and scores.shape[1] == 2:
        scores = scores[:, 1:]
    expected.append(" ".join([name] + [repr(float(v)) for v in scores.reshape(-1)]))
open(os.path.join(out, "expected.txt"), "w").write("\n".join(expected) + "\n")
