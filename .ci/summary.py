# SPDX-FileCopyrightText: The Ratchet authors
# SPDX-License-Identifier: Apache-2.0
"""Prints the minutes per module and the sums of Surefire's reports; fails when a test failed or none ran.

usage: summary.py MAVEN_LOG MARKER (only reports that are not older than MARKER count)
"""

import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter

REACTOR = re.compile(r"\[INFO\] (.+?) \.+ (SUCCESS|FAILURE|SKIPPED)(?: \[ *(.+?)\])?$")
COUNTS = ("tests", "failures", "errors", "skipped")


def minutes(duration):
    """Maven writes '6.1 s', '01:18 min' or '01:02 h'."""
    number, unit = duration.split()
    if unit == "s":
        return float(number) / 60
    whole, part = number.split(":")
    return (int(whole) + int(part) / 60) * (60 if unit == "h" else 1)


def print_minutes(log):
    print("\nMinutes per module:")
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        match = REACTOR.match(line)
        if match:
            time = "" if match[3] is None else f"{minutes(match[3]):6.2f}"
            print(f"{time:>6}  {match[1]}{'' if match[2] == 'SUCCESS' else ' ' + match[2]}")


def read(marker):
    """The sums per module, tests on another JDK apart."""
    sums = {}
    since = marker.stat().st_mtime
    for report in sorted(pathlib.Path(".").glob("**/target/surefire-reports/TEST-*.xml")):
        if report.stat().st_mtime < since:
            continue
        suite = ElementTree.parse(report).getroot()
        module = str(report.parents[2]) + (" on Java 25" if report.stem.endswith("-java25") else "")
        counts = {name: int(suite.get(name) or 0) for name in COUNTS}
        sums.setdefault(module, Counter()).update(counts)
    return sums


def surefire(counts):
    return (
        f"Tests run: {counts['tests']}, Failures: {counts['failures']}, "
        f"Errors: {counts['errors']}, Skipped: {counts['skipped']}"
    )


def main():
    print_minutes(pathlib.Path(sys.argv[1]))
    sums = read(pathlib.Path(sys.argv[2]))
    total = Counter()
    print("\nTests per module:")
    for module, counts in sums.items():
        print(f"{surefire(counts)} - {module}")
        total.update(counts)
    print(f"\n{surefire(total)}")
    failed = total["failures"] + total["errors"]
    print(f"{total['tests'] - failed - total['skipped']} passed, {failed} failed, {total['skipped']} skipped")
    if failed or not total["tests"]:
        sys.exit(1)


main()
