# Makes models with the installed xgboost and mlflow, and what Python predicts with them after loading them again.
# Every case becomes a directory: expected.json holds the rows and the bits of the 32-bit predictions, and beside it lies
# the package (MLmodel and the model file); with MLFLOW_TRACKING_URI the package is logged and expected.json has its uri.
import json
import os
import shutil
import sys
import warnings

import mlflow
import numpy as np
import pandas as pd
import xgboost as xgb
from mlflow.models import infer_signature

out = sys.argv[1]
chosen = sys.argv[2:]
server = os.environ.get("MLFLOW_TRACKING_URI")
version = tuple(int(part) for part in xgb.__version__.split(".")[:2])
mlflow_3 = not mlflow.__version__.startswith("2.")
warnings.filterwarnings("ignore")

rng = np.random.default_rng(7)
x = rng.normal(size=(240, 4)).astype("float32").astype("float64")
x[rng.random(x.shape) < 0.1] = np.nan
z = np.nan_to_num(x)
frame = pd.DataFrame(x, columns=["a", "b", "c", "d"])
rows = frame[:8].copy()
rows.loc[7] = np.nan
binary = (z[:, 0] + z[:, 1] * z[:, 2] > 0.4).astype(float)
classes = np.digitize(z[:, 0], [-0.5, 0.5]).astype(float)
value = z[:, 0] * 2 + z[:, 1] + 5
count = np.floor(np.abs(z[:, 0]) * 3)
pair = np.stack([z[:, 0], z[:, 1] + 3], axis=1)
labels = np.stack([binary, (z[:, 2] > 0.7).astype(float)], axis=1)
groups = np.repeat(np.arange(24), 10)
kinds = pd.DataFrame(
    {"kind": pd.Categorical.from_codes(rng.integers(0, 3, 240), ["u", "v", "w"]), "a": x[:, 0], "b": x[:, 1]}
)
kinds.loc[3, "kind"] = np.nan
codes = kinds.assign(kind=kinds["kind"].cat.codes.astype(float).replace(-1.0, np.nan))
kind_class = np.digitize(z[:, 1] + codes["kind"].fillna(0), [0.3, 1.4]).astype(float)
noise = np.roll(classes, 5)[120:]
kind_label = (z[:, 1] + (codes["kind"] == 1) > 0.5).astype(float)


def train(params, label, data=frame, rounds=4, dmatrix=None, **kwargs):
    matrix = xgb.DMatrix(data, **({} if label is None else {"label": label}), **(dmatrix or {}))
    return xgb.train({"max_depth": 2, "nthread": 1, **params}, matrix, rounds, **kwargs)


def early(params):
    watch = [(xgb.DMatrix(frame[120:], label=rng.permutation(binary[120:])), "valid")]
    return train(params, binary, rounds=30, evals=watch, early_stopping_rounds=2, verbose_eval=False)


def early_classes(params):
    watch = [(xgb.DMatrix(frame[120:], label=noise), "valid")]
    params = {"num_class": 3, **params}
    return train(params, classes, rounds=30, evals=watch, early_stopping_rounds=2, verbose_eval=False)


def fitted(kind, label, data=frame, **params):
    kwargs = {key: params.pop(key) for key in list(params) if key in ("qid", "eval_set")}
    if not hasattr(kind, "_estimator_type"):
        kind._estimator_type = "classifier" if "Classifier" in kind.__name__ else "regressor"
    model = kind(**{"n_estimators": 4, "max_depth": 2, "n_jobs": 1, **params})
    return model.fit(data, label, **({"verbose": False} if "eval_set" in kwargs else {}), **kwargs)


GBLINEAR = {"booster": "gblinear", "updater": "coord_descent"}
cases = {
    "binary": lambda: train({"objective": "binary:logistic"}, binary),
    "binary-json": lambda: train({"objective": "binary:logistic"}, binary),
    "binary-unsigned": lambda: train({"objective": "binary:logistic"}, binary),
    "binary-base-score": lambda: train({"objective": "binary:logistic", "base_score": 0.2}, binary),
    "binary-early": lambda: early({"objective": "binary:logistic"}),
    "logitraw": lambda: train({"objective": "binary:logitraw"}, binary),
    "hinge": lambda: train({"objective": "binary:hinge"}, binary),
    "squared": lambda: train({"objective": "reg:squarederror"}, value),
    "squared-base-score-json": lambda: train({"objective": "reg:squarederror", "base_score": 3.25}, value),
    "absolute": lambda: train({"objective": "reg:absoluteerror"}, value),
    "logistic-regression": lambda: train({"objective": "reg:logistic"}, binary),
    "poisson": lambda: train({"objective": "count:poisson"}, count),
    "gamma": lambda: train({"objective": "reg:gamma"}, count + 0.5),
    "tweedie": lambda: train({"objective": "reg:tweedie"}, count),
    "cox": lambda: train({"objective": "survival:cox"}, np.where(binary == 1, count + 1, -count - 1)),
    "softprob": lambda: train({"objective": "multi:softprob", "num_class": 3}, classes),
    "softmax-json": lambda: train({"objective": "multi:softmax", "num_class": 3}, classes),
    "ndcg": lambda: train({"objective": "rank:ndcg"}, classes, dmatrix={"qid": groups}),
    "dart": lambda: train({"objective": "binary:logistic", "booster": "dart", "rate_drop": 0.3}, binary),
    "dart-softprob": lambda: train(
        {"objective": "multi:softprob", "num_class": 3, "booster": "dart", "rate_drop": 0.3}, classes
    ),
    "linear": lambda: train({"objective": "reg:squarederror", **GBLINEAR}, value, data=frame.fillna(0)),
    "linear-softprob": lambda: train(
        {"objective": "multi:softprob", "num_class": 3, **GBLINEAR}, classes, data=frame.fillna(0)
    ),
    "forest": lambda: train(
        {"objective": "binary:logistic", "num_parallel_tree": 3, "subsample": 0.7, "seed": 3}, binary, rounds=2
    ),
    "targets": lambda: train({"objective": "reg:squarederror", "tree_method": "hist"}, pair),
    "labels": lambda: train({"objective": "binary:logistic", "tree_method": "hist"}, labels),
    "codes": lambda: train(
        {"objective": "binary:logistic", "tree_method": "hist"},
        kind_label,
        data=codes,
        dmatrix={"feature_types": ["c", "float", "float"]},
    ),
    "category-unsigned": lambda: train(
        {"objective": "binary:logistic", "tree_method": "hist"},
        kind_label,
        data=kinds,
        dmatrix={"enable_categorical": True},
    ),
    "array": lambda: train({"objective": "binary:logistic"}, binary, data=x),
    "array-unsigned": lambda: train({"objective": "binary:logistic"}, binary, data=x),
}
SOFTPROB = {"objective": "multi:softprob", "num_class": 3}
AFT = {"label_lower_bound": count + 1, "label_upper_bound": count + 2}
VECTOR = {"multi_strategy": "multi_output_tree", "tree_method": "hist"}
cases.update({
    "squaredlog": lambda: train({"objective": "reg:squaredlogerror"}, value + 5),
    "pseudohuber": lambda: train({"objective": "reg:pseudohubererror"}, value),
    "aft": lambda: train({"objective": "survival:aft"}, None, dmatrix=AFT),
    "softprob-base-score": lambda: train({**SOFTPROB, "base_score": 0.7}, classes),
    "softprob-early": lambda: early_classes({"objective": "multi:softprob"}),
    "softprob-empty": lambda: train(SOFTPROB, classes, rounds=0),
    "softprob-forest": lambda: train(
        {**SOFTPROB, "num_parallel_tree": 2, "subsample": 0.7, "seed": 3}, classes, rounds=2
    ),
    "softprob-codes": lambda: train(
        {**SOFTPROB, "tree_method": "hist"}, kind_class, data=codes, dmatrix={"feature_types": ["c", "float", "float"]}
    ),
    "dart-early-json": lambda: early_classes({"objective": "multi:softmax", "booster": "dart", "rate_drop": 0.3}),
    "dart-targets": lambda: train(
        {"objective": "reg:squarederror", "tree_method": "hist", "booster": "dart", "rate_drop": 0.3}, pair
    ),
    "linear-targets": lambda: train({"objective": "reg:squarederror", **GBLINEAR}, pair, data=frame.fillna(0)),
    "labels-json": lambda: train({"objective": "binary:logistic", "tree_method": "hist"}, np.roll(labels, 1, axis=1)),
    "labels-raw": lambda: train({"objective": "binary:logitraw", "tree_method": "hist"}, labels),
    "labels-base-score": lambda: train({"objective": "reg:logistic", "tree_method": "hist", "base_score": 0.2}, labels),
})
for objective in "absoluteerror", "gamma", "pseudohubererror", "squaredlogerror", "tweedie":
    cases["targets-" + objective] = lambda o=objective: train(
        {"objective": "reg:" + o, "tree_method": "hist"}, np.abs(pair) + [0.25, 2]
    )
cases["targets-poisson"] = lambda: train({"objective": "count:poisson", "tree_method": "hist"}, np.floor(np.abs(pair)))
if version >= (2, 0):
    cases["vector-json"] = lambda: train({"objective": "binary:logistic", **VECTOR}, labels)
    cases["vector-softprob"] = lambda: train({**SOFTPROB, **VECTOR}, classes)
    cases["vector-base-score"] = lambda: train({"objective": "reg:squarederror", "base_score": 1.5, **VECTOR}, pair)
    cases["vector-codes"] = lambda: train(
        {**SOFTPROB, **VECTOR}, kind_class, data=codes, dmatrix={"feature_types": ["c", "float", "float"]}
    )
    cases["vector-absolute"] = lambda: train({"objective": "reg:absoluteerror", **VECTOR}, pair)
    cases["vector-quantile"] = lambda: train(
        {"objective": "reg:quantileerror", "quantile_alpha": [0.2, 0.8], **VECTOR}, value
    )
    cases["vector-dart"] = lambda: train(
        {"objective": "reg:squarederror", "booster": "dart", "rate_drop": 0.3, **VECTOR}, pair
    )
    cases["quantile"] = lambda: train(
        {"objective": "reg:quantileerror", "quantile_alpha": [0.2, 0.8], "tree_method": "hist"}, value
    )
    cases["vector"] = lambda: train(
        {"objective": "reg:squarederror", "multi_strategy": "multi_output_tree", "tree_method": "hist"}, pair
    )
try:
    import sklearn  # noqa: F401

    eval_set = [(frame[120:], 1 - binary[120:])]
    stop = {"early_stopping_rounds": 2, "n_estimators": 30, "eval_set": eval_set}
    cases["classifier"] = lambda: fitted(xgb.XGBClassifier, binary)
    cases["classifier-early"] = lambda: fitted(xgb.XGBClassifier, binary, **stop)
    cases["classifier-three-json"] = lambda: fitted(xgb.XGBClassifier, classes)
    cases["classifier-category-unsigned"] = lambda: fitted(
        xgb.XGBClassifier, kind_label, data=kinds, enable_categorical=True, tree_method="hist"
    )
    cases["regressor"] = lambda: fitted(xgb.XGBRegressor, value)
    cases["regressor-missing"] = lambda: fitted(xgb.XGBRegressor, value, data=frame.fillna(-999.0), missing=-999.0)
    cases["regressor-poisson-unsigned"] = lambda: fitted(xgb.XGBRegressor, count, objective="count:poisson")
    cases["ranker"] = lambda: fitted(xgb.XGBRanker, classes, qid=groups)
    cases["forest-classifier"] = lambda: fitted(xgb.XGBRFClassifier, binary, subsample=0.7, random_state=3)
    three_sets = [(frame[120:], noise)]
    stop_three = {"early_stopping_rounds": 2, "n_estimators": 30, "eval_set": three_sets}
    drop = {"booster": "dart", "rate_drop": 0.3, "n_estimators": 8}
    grouped = {"enable_categorical": True, "tree_method": "hist"}
    cases["classifier-three"] = lambda: fitted(xgb.XGBClassifier, classes)
    cases["classifier-three-early"] = lambda: fitted(xgb.XGBClassifier, classes, **stop_three)
    cases["classifier-three-dart"] = lambda: fitted(xgb.XGBClassifier, classes, **drop)
    cases["classifier-three-dart-early-json"] = lambda: fitted(xgb.XGBClassifier, classes, **{**drop, **stop_three})
    cases["classifier-three-category-unsigned"] = lambda: fitted(xgb.XGBClassifier, kind_class, data=kinds, **grouped)
    cases["classifier-labels"] = lambda: fitted(xgb.XGBClassifier, labels, tree_method="hist")
    cases["classifier-dart"] = lambda: fitted(xgb.XGBClassifier, binary, **drop)
    cases["forest-classifier-three"] = lambda: fitted(xgb.XGBRFClassifier, classes, subsample=0.7, random_state=3)
    cases["regressor-dart"] = lambda: fitted(xgb.XGBRegressor, value, **drop)
    cases["regressor-targets"] = lambda: fitted(xgb.XGBRegressor, pair, tree_method="hist")
    cases["regressor-targets-dart"] = lambda: fitted(xgb.XGBRegressor, pair, tree_method="hist", **drop)
    if version >= (2, 0):
        cases["regressor-vector"] = lambda: fitted(xgb.XGBRegressor, pair, **VECTOR)
    if version >= (3, 1):
        # The names of the categories are in the model.
        cases["classifier-three-category"] = lambda: fitted(xgb.XGBClassifier, kind_class, data=kinds, **grouped)
        cases["category-json"] = lambda: train(
            {"objective": "binary:logistic", "tree_method": "hist"},
            kind_label,
            data=kinds,
            dmatrix={"enable_categorical": True},
        )
except ImportError:
    pass
if not mlflow_3:
    # The format that MLflow 2 writes unless told otherwise.
    cases["binary-xgb"] = cases["binary"]
    cases["softprob-xgb"] = cases["softprob"]
    cases["gamma-xgb"] = cases["gamma"]


def inputs(name):
    if name.startswith("array"):
        return rows.to_numpy()
    if "category" in name:
        return kinds[:8]
    if name.endswith("codes"):
        return codes[:8]
    if name == "regressor-missing":
        return rows.fillna(-999.0)
    return rows


def python_predicts(name, path, data):
    loaded = mlflow.xgboost.load_model(path)
    if isinstance(loaded, xgb.Booster):
        if "category" in name:
            return loaded.predict(xgb.DMatrix(data, enable_categorical=True))
        return np.asarray(mlflow.pyfunc.load_model(path).predict(data))
    if hasattr(loaded, "predict_proba"):
        probabilities = loaded.predict_proba(data)
        return probabilities[:, 1] if probabilities.shape[1] == 2 and "labels" not in name else probabilities
    return np.asarray(mlflow.pyfunc.load_model(path).predict(data))


def packaged(name, model, path):
    form = "json" if name.endswith("-json") else "xgb" if name.endswith("-xgb") else "ubj"
    data = inputs(name)
    signature = None if name.endswith("-unsigned") else infer_signature(data, np.zeros(8, dtype="float32"))
    mlflow.xgboost.save_model(
        model, path, model_format=form, signature=signature, pip_requirements=["xgboost==" + xgb.__version__]
    )



def logged_by_flavor(name, model):
    form = "json" if name.endswith("-json") else "ubj"
    signature = None if name.endswith("-unsigned") else infer_signature(inputs(name), np.zeros(8, dtype="float32"))
    place = {"name": "model"} if mlflow_3 else {"artifact_path": "model"}
    with mlflow.start_run() as run:
        mlflow.xgboost.log_model(
            model, model_format=form, signature=signature, pip_requirements=["xgboost==" + xgb.__version__], **place
        )
        return "runs:/" + run.info.run_id + "/model"


def numbers(data):
    if isinstance(data, pd.DataFrame):
        data = data.assign(**{c: data[c].cat.codes for c in data if isinstance(data[c].dtype, pd.CategoricalDtype)})
        data = data.to_numpy(dtype="float64")
        # A category that is missing has the code -1.
        data = np.where(data == -1, np.nan, data)
    return [[None if np.isnan(cell) else float(cell) for cell in row] for row in data]


made = []
for name, build in cases.items():
    if chosen and name not in chosen:
        continue
    path = os.path.join(out, name)
    shutil.rmtree(path, ignore_errors=True)
    try:
        model = build()
    except (xgb.core.XGBoostError, TypeError, ValueError) as e:
        print("not made by xgboost", xgb.__version__, name, str(e)[:300], file=sys.stderr)
        continue
    packaged(name, model, path)
    data = inputs(name)
    scores = np.asarray(python_predicts(name, path, data))
    assert scores.dtype == np.float32, scores.dtype
    expected = {
        "xgboost": xgb.__version__,
        "mlflow": mlflow.__version__,
        "columns": list(data.columns) if isinstance(data, pd.DataFrame) else ["f%d" % i for i in range(data.shape[1])],
        "rows": numbers(data),
        "categories": ["u", "v", "w"] if "category" in name and not name.endswith("unsigned") else [],
        "bits": scores.reshape(8, -1).view(np.int32).tolist(),
    }
    if server:
        expected["uri"] = logged_by_flavor(name, model)
    for file in os.listdir(path):
        if file != "MLmodel" and not file.startswith("model."):
            os.remove(os.path.join(path, file))
    with open(os.path.join(path, "expected.json"), "w") as file:
        json.dump(expected, file)
    made.append(name)
print(len(made), "models of xgboost", xgb.__version__, "by mlflow", mlflow.__version__)
