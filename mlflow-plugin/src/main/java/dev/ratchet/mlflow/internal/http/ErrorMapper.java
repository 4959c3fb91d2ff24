/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.mlflow.internal.http;

import dev.ratchet.MisconfiguredException;
import dev.ratchet.NotFoundException;
import dev.ratchet.RatchetException;
import dev.ratchet.RefusedException;
import dev.ratchet.UnavailableException;

import java.util.Locale;
import java.util.regex.Pattern;

/** What answers other than success mean: decided by status and error code, told in the server's words. */
final class ErrorMapper {

    private static final int LONGEST_WORDS = 600;
    private static final Pattern SQL = Pattern.compile("\\s*(\\[SQL:|\\(Background on this error).*", Pattern.DOTALL);
    private static final Pattern NOT_SHOWN_HTML =
            Pattern.compile("<(script|style|title)\\b.*?</\\1>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final ServerAddress server;
    private final Connection connection;
    private final Credentials credentials;

    ErrorMapper(Connection connection) {
        this.connection = connection;
        this.server = connection.server();
        this.credentials = connection.credentials();
    }

    /** The exception for an answer that is not a success. */
    RatchetException toException(Call call, Answer answer) {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return redirected(call, answer);
        }
        if (isAboutTheWorkspace(answer)) {
            return noWorkspace(answer);
        }
        if (RetryRules.mayPass(answer)) {
            return unavailable(call, answer);
        }
        return switch (status) {
            case 401 -> notAuthenticated(answer);
            case 403 -> forbidden(call, answer);
            case 407 -> proxyNotAuthenticated();
            case 404 ->
                answer.errorCode().equals("RESOURCE_DOES_NOT_EXIST")
                        ? new NotFoundException(words(answer) + " (" + server + ")")
                        : unknownEndpoint(call, answer);
            case 405 -> unknownEndpoint(call, answer);
            case 413 -> tooLarge(call, answer);
            case 400 -> answer.errorCode().isEmpty() ? foreign(call, answer) : refused(call, answer);
            default -> refused(call, answer);
        };
    }

    UnavailableException unavailable(Call call, Answer answer) {
        return new UnavailableException(
                server + " cannot answer now: " + call.shown() + " gave HTTP " + answer.status() + said(answer),
                true,
                new AnsweredException(answer));
    }

    /** A success that is no JSON is the page of a login or of another product. */
    MisconfiguredException notMlflow(Call call, Answer answer) {
        return new MisconfiguredException(
                MisconfiguredException.Reason.ADDRESS,
                "What answers at " + server + " is not MLflow: " + call.shown()
                        + " gave HTTP " + answer.status() + " with " + contentType(answer)
                        + " where JSON was expected. Check the address; if a login page stands before the server,"
                        + " use an address that programs can reach.");
    }

    private MisconfiguredException redirected(Call call, Answer answer) {
        String shown;
        String advice = "If that address is right, set MLFLOW_TRACKING_URI to its part before /api/.";
        try {
            shown = ServerAddress.withoutUserInfo(server.resolve(call.path()).resolve(answer.header("Location")));
            String path = call.shown().substring(call.method().length() + 1);
            if (shown.endsWith(path)) {
                String base = shown.substring(0, shown.length() - path.length());
                advice = base.equals(server.base())
                        ? "It is the same address: what stands before the server redirects for another reason, mostly"
                                + " for a login; use an address that programs can reach."
                        : "If that is the server, set MLFLOW_TRACKING_URI=" + base + ".";
            }
        } catch (IllegalArgumentException e) {
            shown = "another address";
        }
        return new MisconfiguredException(
                MisconfiguredException.Reason.ADDRESS,
                server + " redirects " + call.shown() + " (HTTP " + answer.status() + ") to " + clean(shown)
                        + ". Redirects are not followed, so that credentials go only where they were meant to. "
                        + clean(advice));
    }

    /** MLflow tells of a missing workspace as of a missing object, and of a server without any as of a failure. */
    private boolean isAboutTheWorkspace(Answer answer) {
        return !connection.workspace().isEmpty()
                && (answer.errorCode().equals("FEATURE_DISABLED")
                        || (answer.errorCode().equals("RESOURCE_DOES_NOT_EXIST")
                                && answer.json().path("message").asText("").startsWith("Workspace '")));
    }

    private MisconfiguredException noWorkspace(Answer answer) {
        String workspace = connection.workspace();
        return new MisconfiguredException(
                MisconfiguredException.Reason.ADDRESS,
                answer.errorCode().equals("FEATURE_DISABLED")
                        ? withoutWorkspaces(workspace, server)
                        : "There is no workspace '" + workspace + "' on " + server + " (" + words(answer)
                                + "). Correct MLFLOW_WORKSPACE, or create it: POST " + server
                                + "/api/3.0/mlflow/workspaces with {\"name\": \"" + workspace + "\"}.");
    }

    static String withoutWorkspaces(String workspace, ServerAddress server) {
        return "MLFLOW_WORKSPACE is '" + workspace + "', but the server at " + server
                + " has no workspaces. Unset it, or start the server by `mlflow server --enable-workspaces` (MLflow 3.10"
                + " or newer).";
    }

    /** MLflow's server has no limit of its own. */
    private RefusedException tooLarge(Call call, Answer answer) {
        String size = call.upload() == null ? "" : " of " + call.upload().size() + " bytes";
        return new RefusedException(
                "What stands before the MLflow server at " + server + " takes no request of this"
                        + " size: " + call.shown() + size + " gave HTTP 413" + said(answer)
                        + ". Raise its limit: client_max_body_size in nginx, LimitRequestBody in Apache, proxy-body-size of a"
                        + " Kubernetes ingress.",
                new AnsweredException(answer));
    }

    private MisconfiguredException notAuthenticated(Answer answer) {
        String problem = credentials.isPresent()
                ? " did not accept " + credentials.description()
                : " wants credentials, and none are given";
        return new MisconfiguredException(
                MisconfiguredException.Reason.CREDENTIALS,
                server + problem + " (HTTP 401" + said(answer)
                        + "). Set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN.");
    }

    private MisconfiguredException forbidden(Call call, Answer answer) {
        // The only way to tell the host check from missing permissions: both are 403 with plain text.
        if (answer.text().toLowerCase(Locale.ROOT).contains("invalid host header")) {
            String host = server.hostAndPort();
            return new MisconfiguredException(
                    MisconfiguredException.Reason.HOST,
                    "The MLflow server at " + server + " refuses requests that call it '" + host
                            + "' (HTTP 403, Invalid Host header). Start it with --allowed-hosts \"" + host
                            + ",localhost:*,127.0.0.1:*\" or with MLFLOW_SERVER_ALLOWED_HOSTS of that value;"
                            + " entries match with the port.");
        }
        String who = credentials.user().isEmpty()
                ? "whoever has " + credentials.description()
                : "the user '" + credentials.user() + "'";
        return new MisconfiguredException(
                MisconfiguredException.Reason.PERMISSION,
                server + " does not permit " + call.shown() + " to " + who + " (HTTP 403" + said(answer)
                        + "). MLflow's own rules want " + NeededPermission.of(call)
                        + ": ask the server's administrator for it, or use other credentials. MLflow answers the same"
                        + " where there is no such object.");
    }

    private MisconfiguredException proxyNotAuthenticated() {
        boolean given = connection.proxy().authorization().isPresent();
        return new MisconfiguredException(
                MisconfiguredException.Reason.CREDENTIALS,
                "A proxy in front of " + server
                        + (given ? " did not accept the credentials given for it" : " wants credentials")
                        + " (HTTP 407"
                        + (connection.proxy().description().isEmpty()
                                ? ""
                                : ", proxy " + connection.proxy().description())
                        + "). Give them as http://user:password@host:port in HTTPS_PROXY, HTTP_PROXY or RATCHET_PROXY, or"
                        + " name the server in NO_PROXY to go without the proxy.");
    }

    private MisconfiguredException unknownEndpoint(Call call, Answer answer) {
        return new MisconfiguredException(
                MisconfiguredException.Reason.ADDRESS,
                server + " does not know " + call.shown() + " (HTTP " + answer.status()
                        + " with " + contentType(answer) + "). Either the address needs another path"
                        + (server.prefix().isEmpty() ? "" : " than '" + server.prefix() + "'")
                        + ", or the server is older than MLflow 2.22, or it is not MLflow.");
    }

    private MisconfiguredException foreign(Call call, Answer answer) {
        return new MisconfiguredException(
                MisconfiguredException.Reason.ADDRESS,
                "Something before the MLflow server at " + server + " refuses " + call.shown()
                        + ": HTTP " + answer.status() + " with " + contentType(answer) + said(answer)
                        + ". MLflow itself answers in JSON; check the address, its http or https, and proxies on the way.");
    }

    private RefusedException refused(Call call, Answer answer) {
        String code = answer.errorCode();
        return new RefusedException(
                "MLflow refused " + call.shown() + " (HTTP " + answer.status() + (code.isEmpty() ? "" : ", " + code)
                        + "): " + words(answer),
                new AnsweredException(answer));
    }

    private String said(Answer answer) {
        String words = words(answer);
        return words.isEmpty() ? "" : ": " + words;
    }

    /** The server's words on one line, without SQL, markup and secrets, cut to a length that can be read. */
    String words(Answer answer) {
        // Scrubbed as it came: a secret with two blanks is not found when they have become one.
        String message = connection.scrub(answer.json().path("message").asText(""));
        if (message.isEmpty()) {
            String text = connection.scrub(answer.text()).strip();
            message = text.startsWith("<") ? html(text) : text;
        }
        return clean(SQL.matcher(message).replaceFirst(""));
    }

    private String clean(String text) {
        String line = BLANKS.matcher(connection.scrub(text)).replaceAll(" ").strip();
        return line.length() <= LONGEST_WORDS ? line : line.substring(0, LONGEST_WORDS) + "...";
    }

    private static String html(String page) {
        return TAG.matcher(NOT_SHOWN_HTML.matcher(page).replaceAll(" ")).replaceAll(" ");
    }

    private static String contentType(Answer answer) {
        String type = answer.header("Content-Type");
        return type.isEmpty() ? "no content type" : "content type " + type;
    }
}
