# SPDX-FileCopyrightText: The Ratchet authors
# SPDX-License-Identifier: Apache-2.0
"""Lets the test server's SQLite not wait for the disk, which is most of the time that a small request takes.

What is committed survives the end of the server, however that ends; only after a power cut it could be damaged. Python
imports a module of this name by itself when it starts.

With RATCHET_CHEAP_HASHES passwords are hashed once and not thousands of times.
"""

import os
import sqlite3

_connect = sqlite3.connect


def connect(*arguments, **options):
    connection = _connect(*arguments, **options)
    connection.execute("PRAGMA synchronous = OFF")
    return connection


# SQLAlchemy asks the inner module.
sqlite3.connect = sqlite3.dbapi2.connect = connect

if os.environ.get("RATCHET_CHEAP_HASHES"):
    from werkzeug import security

    security.generate_password_hash.__defaults__ = ("pbkdf2:sha256:1", 16)
