package org.computetrends.sql;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.computetrends.domain.DateImputation;
import org.computetrends.domain.DatePrecision;
import org.computetrends.table.CanonicalRelease;

/** The day that stands for a release's date, where that is known only to its month or year. */
public final class ImputedDate {

    private ImputedDate() {}

    /**
     * The day, never after the vintage.
     *
     * @param imputation which day
     * @param vintage the vintage's date
     */
    public static Column of(DateImputation imputation, LocalDate vintage) {
        boolean middle = imputation == DateImputation.MIDDLE;
        Column date = col(CanonicalRelease.PUBLISHED_ON);
        Column firstOfMonth = trunc(date, "month");
        Column imputed = when(
                        col(CanonicalRelease.DATE_PRECISION).equalTo(DatePrecision.MONTH.name()),
                        middle ? date_add(firstOfMonth, 14) : firstOfMonth)
                .when(
                        col(CanonicalRelease.DATE_PRECISION).equalTo(DatePrecision.YEAR.name()),
                        make_date(year(date), lit(middle ? 7 : 1), lit(1)))
                .otherwise(date);
        return least(imputed, lit(vintage));
    }
}
