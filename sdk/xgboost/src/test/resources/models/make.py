# Makes the fixtures of PythonModelsTest: models of xgboost 3.2.0 and what it predicts for a few rows.
import json, sys
import numpy as np, xgboost as xgb
out = sys.argv[1]
rng = np.random.default_rng(7)
x = rng.normal(size=(200, 4)).astype(np.float32)
x[rng.random(x.shape) < 0.1] = np.nan
z = np.nan_to_num(x)
names = ["a", "b", "c", "d"]
y = (z[:, 0] + z[:, 1] * z[:, 2] > 0.4).astype(float)
k = np.digitize(z[:, 0], [-0.5, 0.5]).astype(float)
multi = np.stack([z[:, 0], z[:, 1] + 3], axis=1)
cases = {
  "binary": ({"objective": "binary:logistic"}, y),
  "squared": ({"objective": "reg:squarederror"}, z[:, 0] * 2 + 5),
  "poisson": ({"objective": "count:poisson"}, np.floor(np.abs(z[:, 0]) * 3)),
  "softprob": ({"objective": "multi:softprob", "num_class": 3}, k),
  "dart": ({"objective": "binary:logistic", "booster": "dart", "rate_drop": 0.2}, y),
  "vector": ({"objective": "reg:squarederror", "multi_strategy": "multi_output_tree", "tree_method": "hist"}, multi),
  "targets": ({"objective": "reg:squarederror"}, multi),
}
expected = {"rows": [[None if np.isnan(v) else float(v) for v in r] for r in x[:6]]}
for name, (params, label) in cases.items():
    d = xgb.DMatrix(x, label=label, feature_names=names)
    b = xgb.train({**params, "max_depth": 2, "nthread": 1}, d, 4)
    b.save_model(f"{out}/{name}-{xgb.__version__}.ubj")
    if name in ("binary",): b.save_model(f"{out}/{name}-{xgb.__version__}.json")
    c = json.loads(b.save_raw("json"))
    print(name, c["learner"]["learner_model_param"]["base_score"])
    p = b.predict(xgb.DMatrix(x[:6], feature_names=names))
    expected[name] = np.atleast_2d(p.T).T.astype(float).tolist()
json.dump(expected, open(f"{out}/expected-{xgb.__version__}.json", "w"))
