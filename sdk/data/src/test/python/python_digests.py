# SPDX-FileCopyrightText: The Ratchet authors
# SPDX-License-Identifier: Apache-2.0
"""Writes src/test/resources/python-digests.json: what Python's MLflow says about CSV files.

Made with mlflow 3.17.2 and pandas 3.1.1:
python python_digests.py ../resources ../../../../../samples/data > ../resources/python-digests.json
"""

import io
import json
import sys

import mlflow.data
import pandas

folder = sys.argv[1]
cases = []


def add(case, source, content, nulls=None, types=None, **options):
    frame = pandas.read_csv(content, **options)
    dataset = mlflow.data.from_pandas(frame)
    cases.append({
        "case": case,
        **source,
        "nulls": nulls if nulls is not None else [""],
        "types": types or {},
        "digest": dataset.digest,
        **dataset.profile,
    })


def text(case, csv, nulls=None, types=None, **options):
    if nulls is not None:
        options.update(keep_default_na=False, na_values=nulls)
    add(case, {"csv": csv}, io.StringIO(csv), nulls, types, **options)


def file(case, name, **options):
    add(case, {"file": name}, folder + "/" + name, **options)


file("wdbc-100", "wdbc-100.csv")
file("penguins", "penguins.csv", nulls=["", "NA"])
file("wdbc", "wdbc.csv")


def flights(case, count, **options):
    """The first rows of the flights, or all of them."""
    add(case, {"flights": count}, sys.argv[2] + "/flights.csv.gz", nulls=["", "NA"], nrows=count, **options)


flights("flights, times as text", 20000, types={"time_hour": "string"})
flights("flights, times as times", 20000, parse_dates=["time_hour"])
flights("all flights, times as text", 336776, types={"time_hour": "string"})
flights("all flights, times as times", 336776, parse_dates=["time_hour"])

text("whole numbers and numbers", "i,x\n1,1.5\n-2,-0.25\n9223372036854775807,1e300\n-9223372036854775808,5e-324\n")
text("whole numbers with a missing one", "i,j\n1,4\n,5\n-3,6\n")
text("only a late whole number is missing, large ones are rounded", "i,k\n9007199254740993,1\n-9007199254740993,2\n,3\n")
text("negative zero and not a number", "x,y\n-0.0,1\n0.0,NaN\nNaN,\n", types={"x": "float64", "y": "float64"})
text("infinite", "x\ninf\n-inf\n1.0\n", nulls=[""])
text("booleans are left out", "b,n\ntrue,1\nfalse,2\n")
text("only booleans", "b\ntrue\nfalse\n")
text("booleans with a missing one are left out", "b,n\ntrue,1\n,2\nfalse,3\n")
text("texts and numbers are sorted by name", "z,b,a\nx,1,u\ny,2,v\n")
text("only texts keep their order", "z,a\nx,u\ny,v\n")
text("only numbers keep their order", "z,a\n1,3\n2,4\n")
text("a text is missing", "s,n\na,1\n,2\nc,3\n")
text("a text is empty", "s,n\na,1\n\"\",2\nc,3\n", nulls=["NA"])
text("not from ASCII", "naïve,日本,🦆,\uf8ff\nä,1,2,3\n日本語,2,3,4\n🦆🦆,3,4,5\n\u0000x,4,5,6\n".replace("\u0000", "\u0001"))
text("texts of all lengths around eight bytes", "s\n" + "".join("a" * i + "\n" for i in range(1, 26)))
text("quotes, delimiters and line ends", "s,n\n\"a,b\",1\n\"say \"\"x\"\"\",2\n\"two\nlines\",3\n")
text("no value at all", "e,n\n,1\n,2\n")
text("no value and texts", "e,s\n,a\n,b\n")
text("no rows", "a,b\n")
text("one cell", "a\n1\n")
text("categorical", "s,n\nx,1\ny,2\nx,3\n", types={"s": "categorical"})
text("one type each", "i,f\n1,0.1\n-2,2.5\n", types={"i": "int32", "f": "float32"}, dtype={"i": "int32", "f": "float32"})
text("small types", "a,b,c,d\n-1,-300,200,60000\n2,300,1,2\n", types={"a": "int8", "b": "int16", "c": "uint8", "d": "uint16"},
     dtype={"a": "int8", "b": "int16", "c": "uint8", "d": "uint16"})
text("large types without sign", "a,b\n4294967295,18446744073709551615\n1,2\n", types={"a": "uint32", "b": "uint64"},
     dtype={"a": "uint32", "b": "uint64"})
text("float32 with a missing one", "f,n\n0.1,1\n,2\n-0.0,3\n", types={"f": "float32"}, dtype={"f": "float32"})


def rows(case, count, missing_number=-1, missing_text=-1):
    """The test writes the same rows by the same rule."""
    lines = ["id,n,s,x"]
    for i in range(count):
        n = "" if i == missing_number else i * 7 % 1000
        s = "" if i == missing_text else f"row{i % 7}"
        lines.append(f"{i},{n},{s},{i / 8}")
    csv = "\n".join(lines) + "\n"
    add(case, {"count": count, "missing_number": missing_number, "missing_text": missing_text}, io.StringIO(csv))


rows("10000 rows", 10000)
rows("10001 rows", 10001)
rows("150000 rows", 150000)
rows("150000 rows, a number is missing behind the hashed ones", 150000, missing_number=149999)
rows("150000 rows, a text is missing behind the hashed ones", 150000, missing_text=70000)

json.dump(cases, sys.stdout, indent=1, ensure_ascii=False)
print()
