package org.computetrends.evaluate;

import java.time.LocalDate;
import org.computetrends.domain.Claim;
import org.computetrends.domain.Cohort;
import org.computetrends.population.LoadedReleases;
import org.jspecify.annotations.Nullable;

/** Builds a claim about the training compute of all releases. What a test does not set is null. */
final class ClaimDraft {
    private final Claim.Quantity quantity;
    private final Claim.Published published;
    private @Nullable LocalDate publishedOn;
    private @Nullable Cohort cohort = Cohort.all();
    private @Nullable LocalDate windowFrom;
    private @Nullable LocalDate windowTo;
    private @Nullable LocalDate targetDate;
    private @Nullable Double threshold;
    private @Nullable LocalDate vintage;
    private @Nullable String rules;
    private @Nullable Double daysPerMonth;
    private @Nullable String obstacle;

    ClaimDraft(Claim.Quantity quantity, Claim.Published published) {
        this.quantity = quantity;
        this.published = published;
    }

    ClaimDraft publishedOn(@Nullable LocalDate day) {
        publishedOn = day;
        return this;
    }

    ClaimDraft cohort(@Nullable String id) {
        cohort = id == null ? null : Cohort.parse(id);
        return this;
    }

    ClaimDraft window(@Nullable String from, @Nullable String to) {
        windowFrom = from == null ? null : LocalDate.parse(from);
        windowTo = to == null ? null : LocalDate.parse(to);
        return this;
    }

    ClaimDraft targetDate(String date) {
        targetDate = LocalDate.parse(date);
        return this;
    }

    ClaimDraft threshold(double value) {
        threshold = value;
        return this;
    }

    /** The day as of which it is scored, "because the test says so". */
    ClaimDraft vintage(LocalDate day) {
        vintage = day;
        return this;
    }

    ClaimDraft rules(String preset) {
        rules = preset;
        return this;
    }

    ClaimDraft daysPerMonth(double days) {
        daysPerMonth = days;
        return this;
    }

    ClaimDraft obstacle(String reason) {
        obstacle = reason;
        return this;
    }

    Claim build() {
        return new Claim(
                quantity + " to " + windowTo + " by " + targetDate,
                "source",
                /* evidence= */ null,
                publishedOn,
                quantity,
                LoadedReleases.COMPUTE,
                cohort,
                windowFrom,
                windowTo,
                targetDate,
                threshold,
                quantity.isProjected() ? "continue" : null,
                vintage,
                vintage == null ? null : "the test says so",
                published,
                rules,
                daysPerMonth,
                obstacle,
                /* note= */ null,
                /* lead= */ null);
    }
}
