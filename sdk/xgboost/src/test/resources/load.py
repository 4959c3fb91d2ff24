# Loads a model by its address and prints its scores of the data, once as pyfunc and once as booster, bit for bit.
import sys
import mlflow, numpy as np, pandas as pd, xgboost as xgb

uri, csv = sys.argv[1:3]
x = pd.read_csv(csv).drop(columns="diagnosis")
scores = mlflow.pyfunc.load_model(uri).predict(x)
assert np.array_equal(scores, mlflow.xgboost.load_model(uri).predict(xgb.DMatrix(x)))
assert np.array_equal(scores, mlflow.pyfunc.load_model(uri).predict(x[x.columns[::-1]]))
print(",".join(str(bits) for bits in scores.astype(np.float32).view(np.int32)))
