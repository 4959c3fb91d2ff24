# SPDX-FileCopyrightText: The Ratchet authors
# SPDX-License-Identifier: Apache-2.0
"""Lets MLflow's basic-auth app take one bearer token beside user names and passwords."""

import os

from flask import make_response, request
from mlflow.server.auth import authenticate_request_basic_auth
from werkzeug.datastructures import Authorization


def authenticate():
    shown = request.authorization
    if shown is None or shown.type != "bearer":
        return authenticate_request_basic_auth()
    if shown.token == os.environ["RATCHET_TEST_TOKEN"]:
        return Authorization("basic", {"username": "admin", "password": ""})
    return make_response("this token is not known", 401)
