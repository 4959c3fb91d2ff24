# SPDX-FileCopyrightText: The Ratchet authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the files foreign.*, nanoseconds.parquet and *names.parquet of the test resources with pyarrow 26; run in their directory."""

import datetime
import decimal

import pyarrow as pa
import pyarrow.ipc as ipc
import pyarrow.parquet as parquet

foreign = pa.table({
    "large_text": pa.array(["a", None, ""], pa.large_string()),
    "text_view": pa.array(["a", None, "a text of more than twelve bytes"], pa.string_view()),
    "large_bytes": pa.array([b"a", None, b""], pa.large_binary()),
    "fixed_bytes": pa.array([b"ab", None, b"cd"], pa.binary(2)),
    "large_list": pa.array([[1, None], None, []], pa.large_list(pa.int64())),
    "fixed_list": pa.array([[1, 200], None, [3, 4]], pa.list_(pa.uint8(), 2)),
    "dates": pa.array([[datetime.date(2024, 2, 29)], None, []], pa.list_(pa.date32())),
    "times": pa.array([[datetime.time(1, 2, 3, 4)], None, []], pa.list_(pa.time64("us"))),
    "codes": pa.array(["x", None, "y"]).dictionary_encode(),
    "number_codes": pa.array([10, None, 20]).dictionary_encode(),
    "nothing": pa.array([None, None, None]),
    "half": pa.array([1.5, None, 2], pa.float16()),
    "wide_decimal": pa.array([decimal.Decimal("1.50"), None, decimal.Decimal("-2.25")], pa.decimal256(20, 2)),
    "milliseconds": pa.array([1, None, 2], pa.timestamp("ms")),
    "whole_nanoseconds": pa.array([1000, None, 2000], pa.timestamp("ns")),
    "zoned_nanoseconds": pa.array([1000, None, 2000], pa.timestamp("ns", "Europe/Paris")),
    "time_of_day": pa.array([1000, None, 2000], pa.time64("ns")),
    "day_in_milliseconds": pa.array([86400000, None, 0], pa.date64()),
    "unsigned": pa.array([2**64 - 1, None, 0], pa.uint64()),
})
with ipc.new_file("foreign.arrow", foreign.schema) as out:
    out.write_table(foreign)
with ipc.new_stream("foreign.arrows", foreign.schema) as out:
    out.write_table(foreign)
parquet.write_table(foreign, "foreign.parquet", store_schema=False)

nanoseconds = pa.table({
    "id": [1, 2],
    "at": pa.array([1000, 1001], pa.timestamp("ns")),
    "zoned": pa.array([1000, 1001], pa.timestamp("ns", "UTC")),
    "of_day": pa.array([1000, 1001], pa.time64("ns")),
    "many": pa.array([[1000], [1000, 1001]], pa.list_(pa.timestamp("ns"))),
    "digits": pa.array([decimal.Decimal("0.25")] * 2, pa.decimal256(40, 2)),
    "parts": pa.array([{"x": 1}] * 2),
    "pairs": pa.array([[("k", 1)]] * 2, pa.map_(pa.string(), pa.int64())),
})
parquet.write_table(nanoseconds, "nanoseconds.parquet", store_schema=False)

one, two, three = pa.array([1]), pa.array([2]), pa.array([3])
parquet.write_table(pa.Table.from_arrays([one, two, three], ["a", "A", ""]), "names.parquet")
parquet.write_table(pa.Table.from_arrays([one, two], ["a", "a"]), "equal-names.parquet")
