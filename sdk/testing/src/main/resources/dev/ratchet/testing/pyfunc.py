# Scores models with mlflow.pyfunc and prints how far they are from what Java gives: a name, a count of rows, a number.
# Arguments: a run and a file, in which each model has three lines: its name and columns, its rows, Java's scores.
import json
import sys

import mlflow
import numpy as np
import pandas as pd
from mlflow.pyfunc import scoring_server

run, file = sys.argv[1:3]
lines = open(file).read().splitlines()


def far(scores, expected):
    scores = np.asarray(scores, dtype="float64").reshape(expected.shape)
    return np.max(np.abs(scores - expected) / np.maximum(1, np.abs(expected)))


for i in range(0, len(lines), 3):
    name, *columns = lines[i].split(" ")
    rows = np.array(lines[i + 1].split(" "), dtype="float32").reshape(-1, len(columns))
    expected = np.array(lines[i + 2].split(" "), dtype="float64").reshape(len(rows), -1)
    model = mlflow.pyfunc.load_model("runs:/%s/%s" % (run, name))
    for count in (1, len(rows)):
        frame = pd.DataFrame(rows[:count].astype("float64"), columns=columns)
        print("\npyfunc", name, count, far(model.predict(frame)["output"], expected[:count]))
    # What `mlflow models serve` does with a request.
    request = json.dumps({"dataframe_split": json.loads(frame[:1].to_json(orient="split", double_precision=15))})
    answer = scoring_server.invocations(request, "application/json", model, model.metadata.get_input_schema())
    served = [row["output"] for row in json.loads(answer.response)["predictions"]]
    print("\nserved", name, 1, far(served, expected[:1]))
