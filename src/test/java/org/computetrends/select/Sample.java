package org.computetrends.select;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.computetrends.TestReleases;

/** A release, for comparing the results of scans with definitions. */
record Sample(
        String name,
        LocalDate date,
        double compute,
        double cost,
        String organization,
        boolean derivative,
        boolean notable,
        String domain) {

    double log10Compute() {
        return Math.log10(compute);
    }

    /** Two labels, each for about half the releases. */
    String confidence() {
        return name.length() % 2 == 0 ? "LIKELY" : "CONFIDENT";
    }

    /** Random releases; values repeat, so that ranks and extremes have ties. */
    static List<Sample> random(int count, int organizations) {
        Random random = new Random(17);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            LocalDate date = LocalDate.of(2005, 1, 1).plusDays(random.nextInt(700) * 10L);
            double y = 10 + 0.4 * (date.getYear() - 2005) + Math.rint(random.nextGaussian() * 4) / 4;
            int organization = random.nextInt(organizations + 1);
            int domain = random.nextInt(8);
            samples.add(new Sample(
                    "release " + i,
                    date,
                    Math.pow(10, y),
                    Math.pow(10, y / 2),
                    organization == 0 ? null : "lab " + organization,
                    random.nextInt(10) == 0,
                    random.nextBoolean(),
                    domain == 0 ? "Games" : domain < 4 ? "Vision" : "Language"));
        }
        return samples;
    }

    static Dataset<Row> dataset(List<Sample> samples) {
        TestReleases releases = new TestReleases();
        for (Sample sample : samples) {
            releases.add(
                    sample.name(),
                    sample.date().toString(),
                    "training_compute_flop",
                    sample.compute(),
                    "training_cost_usd",
                    sample.cost(),
                    "organizations",
                    sample.organization() == null ? null : new String[] {sample.organization()},
                    "base_model",
                    sample.derivative() ? "another" : null,
                    "notable",
                    sample.notable(),
                    "confidence",
                    // Labels in published files vary in case and blanks.
                    sample.notable() ? " " + sample.confidence().toLowerCase(Locale.ROOT) : sample.confidence(),
                    "domains",
                    sample.notable() ? new String[] {sample.domain(), null} : new String[] {sample.domain()});
        }
        return releases.dataset();
    }
}
