# Reads a run with Python's client, loads its model in every way, and trains the same in Python.
import faulthandler
import json
import os
import sys

import mlflow
import numpy as np
import pandas as pd
import xgboost as xgb

# For runs:/ the client asks for files of the run first; MLflow 3.5 and 3.10 answer 500 for what is not there, and it asks for minutes.
os.environ["MLFLOW_HTTP_REQUEST_MAX_RETRIES"] = "1"
# Says where it stands when it is about to be stopped.
faulthandler.dump_traceback_later(100, exit=True)
run_id, model, alias, csv = sys.argv[1:5]
client = mlflow.MlflowClient()
run = client.get_run(run_id)
frame = pd.read_csv(csv)
labels = (frame.pop("diagnosis") == "malignant").astype(float)
frame = frame.astype("float32")

evals = {}
train = xgb.DMatrix(frame[:426], labels[:426])
valid = xgb.DMatrix(frame[426:], labels[426:])
xgb.train(
    {"objective": "binary:logistic", "eval_metric": ["logloss", "auc"], "max_depth": 3, "eta": 0.3, "seed": 7, "nthread": 2},
    train, num_boost_round=60, evals=[(train, "train"), (valid, "valid")], early_stopping_rounds=5,
    evals_result=evals, verbose_eval=False)


def bits(values):
    return [int(v) for v in np.asarray(values, dtype="float32").reshape(-1).view("int32")]



def links():
    """By metric: the dataset and the model that the last value belongs to; MLflow 2 has tags for that."""
    if hasattr(client, "search_logged_models"):
        models = client.search_logged_models([run.info.experiment_id], filter_string="source_run_id = '%s'" % run_id)
        return {m.key: [m.dataset_name, m.dataset_digest, o.name] for o in models for m in o.metrics or []}
    found = {}
    for key, text in run.data.tags.items():
        if key.startswith("ratchet.metric."):
            link = json.loads(text)
            found[key[len("ratchet.metric."):]] = [link.get("dataset"), link.get("digest"), link["model"]]
    return found


uri = "models:/%s@%s" % (model, alias)
version = client.get_model_version_by_alias(model, alias)
doubles = frame[426:].astype("float64")
shuffled = doubles[doubles.columns[::-1]]
# Not by the client, which asks MLflow 3.5 and 3.10 without a limit and gets empty pages without end.
store = client._tracking_client.store
history = lambda key: [[m.step, m.value] for m in store.get_metric_history(run_id, key, max_results=25000)]
print(json.dumps({
    "status": run.info.status,
    "params": run.data.params,
    "tags": run.data.tags,
    "metrics": {key: history(key) for key in run.data.metrics},
    "inputs": [[i.dataset.name, i.dataset.digest, i.tags[0].value, json.loads(i.dataset.profile)] for i in run.inputs.dataset_inputs],
    "links": links(),
    "artifacts": sorted(a.path for a in client.list_artifacts(run_id)),
    "importance": mlflow.artifacts.load_dict("runs:/%s/feature_importance_weight.json" % run_id),
    "environment": sorted(mlflow.artifacts.load_dict("runs:/%s/environment.json" % run_id)),
    "version": [int(version.version), version.run_id, version.tags],
    "pyfunc": bits(mlflow.pyfunc.load_model(uri).predict(doubles)),
    "pyfunc_shuffled": bits(mlflow.pyfunc.load_model(uri).predict(shuffled)),
    "of_run": bits(mlflow.pyfunc.load_model("runs:/%s/model" % run_id).predict(doubles)),
    "xgboost": bits(mlflow.xgboost.load_model(uri).predict(valid)),
    "python_training": {w + "-" + m: v for w, ms in evals.items() for m, v in ms.items()},
}))
