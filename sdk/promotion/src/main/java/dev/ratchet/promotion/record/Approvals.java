/*
 * SPDX-FileCopyrightText: The Ratchet authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.ratchet.promotion.record;

import dev.ratchet.Ratchet;
import dev.ratchet.RefusedException;
import dev.ratchet.ledger.Actor;
import dev.ratchet.promotion.Approval;
import dev.ratchet.promotion.rule.Identity;
import dev.ratchet.store.Stores;
import dev.ratchet.store.VersionRecord;
import org.jspecify.annotations.Nullable;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who agreed that a version may be promoted: kept as tags of the version, {@code ratchet.approval.<id>}, so that they go where
 * the version goes. Each names the digest of the package that was looked at, and is for no other.
 *
 * <p>An approval is {@link Identity#SIGNED} when its signature is that of a key that is trusted for the person, by {@link
 * #trusting}; else it is {@link Identity#CLAIMED}, because neither MLflow nor the local store tells who has set a tag.
 *
 * <pre>{@code
 * Approvals.of(ratchet).approve("churn", 7, Actor.claimed("ann"), "looked at the slices");
 * List<Approval> approvals = Approvals.of(ratchet).trusting("bob", key).of("churn", 7);
 * }</pre>
 *
 * <p>Immutable and safe to share; each call waits for the store.
 */
public final class Approvals {

    /** What the tags' names begin with. */
    public static final String TAG = "ratchet.approval.";

    private static final int LONGEST_COMMENT = 1000;

    private final Stores stores;
    private final Clock clock;
    private final Map<String, PublicKey> trusted;

    private Approvals(Stores stores, Clock clock, Map<String, PublicKey> trusted) {
        this.stores = stores;
        this.clock = clock;
        this.trusted = trusted;
    }

    /** Approvals of versions on the server where one is set, else in the local store. */
    public static Approvals of(Ratchet ratchet) {
        return of(ratchet.stores());
    }

    /** Approvals of versions in these stores; their owner closes them. */
    public static Approvals of(Stores stores) {
        return new Approvals(stores, Clock.systemUTC(), Map.of());
    }

    /** The same by another clock. */
    public Approvals by(Clock other) {
        return new Approvals(stores, other, trusted);
    }

    /** The same where a key is known to be a person's. */
    public Approvals trusting(String person, PublicKey key) {
        Map<String, PublicKey> more = new LinkedHashMap<>(trusted);
        more.put(person, key);
        return new Approvals(stores, clock, more);
    }

    /**
     * Approves a version; whatever is known of the actor, it is a claim for who reads it.
     *
     * @param comment at most 1,000 characters, may be empty
     * @throws dev.ratchet.NotFoundException when there is no such version
     * @throws RefusedException when the comment is too long
     */
    public KeptApproval approve(String model, int version, Actor actor, String comment) {
        return approve(model, version, actor, comment, null);
    }

    /** The same with a signature, by which who trusts the key knows who it was. */
    public KeptApproval approve(String model, int version, Actor actor, String comment, @Nullable PrivateKey key) {
        if (comment.length() > LONGEST_COMMENT) {
            throw new RefusedException("The comment has " + comment.length() + " characters: at most " + LONGEST_COMMENT
                    + " are kept with an approval.");
        }
        VersionRecord record = stores.registry().version(model, version);
        ApprovalText text = new ApprovalText(
                model,
                version,
                VersionPackage.digest(stores, record),
                actor.name(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                comment);
        String value = text.value(key);
        stores.registry().setVersionTag(model, version, TAG + text.id(), value);
        return new KeptApproval(
                text.id(),
                new Approval(text.person(), key == null ? Identity.CLAIMED : Identity.SIGNED, text.at()),
                comment,
                Optional.empty());
    }

    /** The approvals of a version that count, by which a policy judges. */
    public List<Approval> of(String model, int version) {
        return all(model, version).stream()
                .filter(KeptApproval::counts)
                .map(KeptApproval::approval)
                .toList();
    }

    /**
     * All that is kept as an approval of a version, by time, also what was tampered with or is for another package.
     *
     * @throws dev.ratchet.NotFoundException when there is no such version
     */
    public List<KeptApproval> all(String model, int version) {
        VersionRecord record = stores.registry().version(model, version);
        List<Map.Entry<String, String>> tags = record.tags().entrySet().stream()
                .filter(tag -> tag.getKey().startsWith(TAG))
                .toList();
        if (tags.isEmpty()) {
            return List.of();
        }
        String digest = VersionPackage.digest(stores, record);
        return tags.stream()
                .map(tag -> ApprovalText.check(
                        tag.getKey().substring(TAG.length()), tag.getValue(), model, version, digest, trusted))
                .sorted(Comparator.comparing(
                                (KeptApproval kept) -> kept.approval().at())
                        .thenComparing(KeptApproval::id))
                .toList();
    }
}
