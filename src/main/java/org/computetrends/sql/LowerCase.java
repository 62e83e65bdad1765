package org.computetrends.sql;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.replace;

import java.util.Locale;
import org.apache.spark.sql.Column;

/** Names without regard to capitals, as Unicode's case folding has it. */
public final class LowerCase {

    private LowerCase() {}

    /** The text in lower case: a sigma is the same sigma wherever in a word it stands. */
    public static Column of(Column text) {
        return lower(replace(text, lit("Σ"), lit("σ")));
    }

    /** The same for a text on the driver. */
    public static String of(String text) {
        return text.replace('\u03a3', '\u03c3').toLowerCase(Locale.ROOT);
    }
}
