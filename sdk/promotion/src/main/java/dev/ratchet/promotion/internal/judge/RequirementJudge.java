/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.internal.judge;

import dev.ratchet.dataset.DatasetDigest;
import dev.ratchet.model.Column;
import dev.ratchet.model.ModelSchema;
import dev.ratchet.model.ModelSignature;
import dev.ratchet.promotion.Approval;
import dev.ratchet.promotion.Evidence;
import dev.ratchet.promotion.Evidence.TestPart;
import dev.ratchet.promotion.RuleResult;
import dev.ratchet.promotion.Verdict;
import dev.ratchet.promotion.rule.Identity;
import dev.ratchet.promotion.rule.Requirement;
import dev.ratchet.promotion.rule.Requirement.Approvals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Judges what must be true beside numbers. What is not known holds. */
final class RequirementJudge {

    private final Evidence evidence;

    RequirementJudge(Evidence evidence) {
        this.evidence = evidence;
    }

    RuleResult judge(Requirement rule) {
        Judgement judgement = judgement(rule);
        return RuleResult.of(rule.title(), judgement.verdict, judgement.reason);
    }

    private record Judgement(Verdict verdict, String reason) {
        static Judgement of(boolean shown, String reason) {
            return new Judgement(shown ? Verdict.PROMOTE : Verdict.HOLD, reason);
        }
    }

    private Judgement judgement(Requirement rule) {
        if (rule instanceof Requirement.MinimumRows minimum) {
            int rows = evidence.candidate().rowCount();
            return Judgement.of(rows >= minimum.rows(), rows + " rows, and " + minimum.rows() + " are the minimum");
        }
        if (rule instanceof Requirement.SealedTestSet) {
            return evidence.testPart()
                    .map(part -> Judgement.of(
                            part == TestPart.SEALED,
                            part == TestPart.SEALED ? "the test data was sealed" : "the test data was not sealed"))
                    .orElseGet(() -> unknown("whether the test data was sealed"));
        }
        if (rule instanceof Requirement.DeclaredData declared) {
            return data(declared.digest());
        }
        if (rule instanceof Requirement.SameSchema) {
            return schema();
        }
        if (rule instanceof Requirement.CompatibleSignature) {
            return signature();
        }
        if (rule instanceof Requirement.RequiredTag tag) {
            return tag(tag);
        }
        return approvals((Approvals) rule);
    }

    private static Judgement unknown(String what) {
        return new Judgement(Verdict.HOLD, "not shown: it is not known " + what);
    }

    private Judgement data(DatasetDigest declared) {
        List<DatasetDigest> comparable =
                evidence.data().stream().filter(declared::isComparableTo).toList();
        if (comparable.isEmpty()) {
            return unknown("what the test data's digest of kind " + declared.kind() + " is");
        }
        return Judgement.of(
                comparable.contains(declared),
                comparable.contains(declared)
                        ? "the test data is the declared one"
                        : "the test data is " + comparable.get(0) + ", and " + declared + " was declared");
    }

    private Judgement schema() {
        Optional<List<Column>> own = evidence.ofCandidate().columns();
        Optional<List<Column>> champions = evidence.ofChampion().columns();
        if (own.isEmpty() || champions.isEmpty()) {
            return unknown("which columns " + (own.isEmpty() ? "the candidate" : "the champion") + " was trained on");
        }
        return own.equals(champions)
                ? new Judgement(Verdict.PROMOTE, "both models were trained on the same columns")
                : new Judgement(Verdict.REJECT, "the columns differ: " + difference(champions.get(), own.get()));
    }

    private Judgement signature() {
        Optional<ModelSignature> own = evidence.ofCandidate().signature();
        Optional<ModelSignature> champions = evidence.ofChampion().signature();
        if (own.isEmpty() || champions.isEmpty()) {
            return unknown("what " + (own.isEmpty() ? "the candidate" : "the champion") + " takes and gives");
        }
        List<String> problems = problems(champions.get(), own.get());
        return problems.isEmpty()
                ? new Judgement(Verdict.PROMOTE, "whoever calls the champion can call the candidate")
                : new Judgement(Verdict.REJECT, String.join("; ", problems));
    }

    /** What a caller of the champion would stumble over. */
    private static List<String> problems(ModelSignature champion, ModelSignature candidate) {
        List<String> problems = new ArrayList<>();
        if (champion.inputs() instanceof ModelSchema.Columns given
                && candidate.inputs() instanceof ModelSchema.Columns taken) {
            Map<String, Column> byName =
                    given.columns().stream().collect(Collectors.toMap(Column::name, Function.identity(), (a, b) -> a));
            for (Column column : taken.columns()) {
                Column offered = byName.get(column.name());
                if (offered == null || (column.required() && !offered.required())) {
                    if (column.required()) {
                        problems.add("the candidate needs column '" + column.name() + "', which callers of the champion"
                                + (offered == null ? " do not give" : " may leave out"));
                    }
                } else if (offered.type() != column.type()) {
                    problems.add("column '" + column.name() + "' is "
                            + offered.type().mlflowName() + " for the champion and "
                            + column.type().mlflowName() + " for the candidate");
                }
            }
        } else if (!champion.inputs().equals(candidate.inputs())) {
            problems.add("the inputs differ: " + champion.inputs() + " and " + candidate.inputs());
        }
        if (champion.outputs() != null && !champion.outputs().equals(candidate.outputs())) {
            problems.add("the outputs differ: " + champion.outputs() + " and " + candidate.outputs());
        }
        return problems;
    }

    private static String difference(List<Column> champion, List<Column> candidate) {
        List<String> gone = champion.stream()
                .filter(column -> !candidate.contains(column))
                .map(Column::name)
                .toList();
        List<String> added = candidate.stream()
                .filter(column -> !champion.contains(column))
                .map(Column::name)
                .toList();
        return gone.isEmpty() && added.isEmpty()
                ? "their order"
                : "gone or changed are " + gone + ", new or changed are " + added;
    }

    private Judgement tag(Requirement.RequiredTag tag) {
        String actual = evidence.tags().get(tag.key());
        if (actual == null) {
            return Judgement.of(false, "the candidate's version has no tag '" + tag.key() + "'");
        }
        boolean right = tag.value().isEmpty() || tag.value().get().equals(actual);
        return Judgement.of(
                right,
                "the tag is '" + actual + "'"
                        + (right ? "" : ", and '" + tag.value().orElseThrow() + "' is needed"));
    }

    private Judgement approvals(Approvals rule) {
        List<String> refused = new ArrayList<>();
        TreeSet<String> people = new TreeSet<>();
        for (Approval approval : evidence.approvals()) {
            Optional<String> why = refusal(rule, approval);
            if (why.isEmpty()) {
                people.add(approval.person());
            } else {
                refused.add(approval.person() + ": " + why.get());
            }
        }
        String reason = people.size() + " of " + rule.count() + " needed people approved"
                + (people.isEmpty() ? "" : " (" + String.join(", ", people) + ")")
                + (refused.isEmpty() ? "" : "; not counted are " + String.join("; ", refused));
        return Judgement.of(people.size() >= rule.count(), reason);
    }

    private Optional<String> refusal(Approvals rule, Approval approval) {
        if (!rule.from().isEmpty() && !rule.from().contains(approval.person())) {
            return Optional.of("not one of " + String.join(", ", rule.from()));
        }
        Identity identity = approval.identity();
        if (identity.compareTo(rule.identity()) < 0) {
            return Optional.of(
                    "only " + identity.text() + ", and " + rule.identity().text() + " is needed");
        }
        if (rule.byAuthor() == Approvals.ByAuthor.REFUSED) {
            Optional<String> author = evidence.ofCandidate().author();
            if (author.isEmpty()) {
                return Optional.of("it is not known whether they made the candidate");
            }
            if (author.get().equals(approval.person())) {
                return Optional.of("made the candidate");
            }
        }
        if (rule.expiry().isPresent()) {
            Optional<Instant> now = evidence.at();
            if (now.isEmpty() || approval.at().isAfter(now.get())) {
                return Optional.of("it is not known how old it is");
            }
            if (now.get().isAfter(approval.at().plus(rule.expiry().get()))) {
                return Optional.of(
                        "expired at " + approval.at().plus(rule.expiry().get()));
            }
        }
        return Optional.empty();
    }
}
