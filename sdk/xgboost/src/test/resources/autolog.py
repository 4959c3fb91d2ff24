# Trains with Python's autologging on the rows that the Java test uses, and prints the run's id.
import sys
import mlflow, mlflow.sklearn, pandas as pd, xgboost as xgb

experiment, csv = sys.argv[1:3]
data = pd.read_csv(csv)
x, y = data.drop(columns="diagnosis"), (data["diagnosis"] == "malignant").astype(int)
train = xgb.DMatrix(x[:426], label=y[:426])
valid = xgb.DMatrix(x[426:], label=y[426:])
mlflow.set_experiment(experiment)
# The part for scikit-learn's wrappers needs scikit-learn, which this environment does not have.
mlflow.sklearn._autolog = lambda *args, **kwargs: None
mlflow.xgboost.autolog()
params = {"objective": "binary:logistic", "eval_metric": ["logloss", "auc"], "max_depth": 3, "eta": 0.3, "seed": 7, "nthread": 1}
with mlflow.start_run() as run:
    xgb.train(params, train, num_boost_round=200, evals=[(train, "train"), (valid, "valid")],
              early_stopping_rounds=5, verbose_eval=False)
print(run.info.run_id)
