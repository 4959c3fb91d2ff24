/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.internal.search;

/** What messages say is allowed. */
final class Words {

    static final String QUOTE_NAME = "without quotes a name has only letters, digits, '_' and '.', and no part of it is"
            + " a number or one of AS, CASE, FROM, IN, USING, VALUES. Quote other names: metrics.`train-loss`, tags.`a-b`.";
    static final String NO_SUCH_CHARACTER =
            "this character has no meaning here. Allowed are comparisons like metrics.loss < 0.5, joined by AND.";
    static final String NO_NUMBER = "this is no number. Allowed are numbers like 3, -0.5, .5 and 1E-3.";
    static final String CLAUSE = "a comparison has to begin here. Allowed are comparisons like metrics.loss < 0.5,"
            + " params.depth = '4' or status = 'FINISHED', joined by AND; there is no OR, NOT, BETWEEN nor"
            + " parenthesis around comparisons.";
    static final String FIELDS =
            "Allowed are metrics.<name>, params.<name>, tags.<name>, dataset.<name, digest or context> and the"
                    + " attributes run_id, run_name, status, start_time, end_time, user_id and artifact_uri.";

    static final String LISTS = "lists are for run_id, dataset.name, dataset.digest and dataset.context only.";
    static final String REGISTRY_CLAUSE =
            "a comparison has to begin here. Allowed are comparisons like name LIKE 'churn%'"
                    + " or tags.team = 'a', joined by AND; there is no OR, NOT nor parenthesis around comparisons.";
    static final String MODEL_FIELDS = "Allowed are name and tags.<name>.";
    static final String MODEL_ORDERS = "Registered models are ordered by name or name DESC.";
    static final String VERSION_FIELDS = "Allowed are name, version_number, run_id, source_path and tags.<name>.";
    static final String VERSION_ORDERS = "Versions are ordered by name, version_number and creation_timestamp.";
    static final String REGISTRY_OPERATORS =
            "Texts take =, !=, LIKE and ILIKE, name and the run_id of versions also IN and NOT IN; version_number takes =,"
                    + " !=, <, <=, > and >=. A name with other characters has to be quoted: tags.`a-b`.";

    private Words() {}
}
