package org.computetrends;

import java.util.List;
import java.util.SplittableRandom;

/** Random damage to texts, the same for equal seeds. */
public final class Mutations {

    /** One text of this many has {@link #LONG} characters. */
    private static final int TEXTS_PER_LONG_ONE = 60_000;

    private static final int LONG = 1_000_000;

    /** Texts that programs misread or execute: missing values, extreme numbers, control characters, injections. */
    private static final List<String> NASTY = List.of(
            "",
            " ",
            "\t\r\n",
            "nan",
            "None",
            "NaT",
            "<NA>",
            "#N/A",
            "NA",
            "\u00A0",
            "\u202F \u3000",
            "GPT\u00A04",
            "\u0085",
            "\u001B[2J",
            "\u009B31m",
            "NaN",
            "Infinity",
            "-Infinity",
            "-1",
            "-0",
            "0",
            "1e308",
            "1e309",
            "-1e308",
            "4.9e-324",
            "1e-400",
            "1e99999999999",
            "1,000,0",
            "$",
            "$-",
            "0x1p3",
            "1_000",
            "1d",
            "\u0661\u0662\u0663",
            "9223372036854775808",
            "0001-01-01",
            "0000-01-01",
            "-0001-12-31",
            "9999-12-31",
            "10000-01-01",
            "+999999999-12-31",
            "-999999999-01-01",
            "2023-02-30",
            "31/12/+99999999",
            "+999999999",
            "12/-999999999",
            "\u202Egnp.exe",
            "a\u200B\u200C\u200D\u2060b",
            "\uFEFF",
            "\u0000",
            "\uD800",
            "\uDC00\uD800",
            "\uE000\uE001\uE006",
            "\uD83D\uDE00",
            "e\u0301\u0301\u0301",
            "I\u0307",
            "'); drop table releases; --",
            "' or '1'='1",
            "\\' union select 1 --",
            "`${env:HOME}`",
            "${spark.master}",
            "${system:java.home}",
            "${jndi:ldap://127.0.0.1/a}",
            "<script>alert(1)</script>",
            "</script><img src=x onerror=alert(1)>",
            "&lt;b&gt;",
            "../../etc/passwd",
            "/etc/passwd",
            "vintage=2020-01-01/x",
            "%2e%2e%2f%00",
            "hdfs://host/a",
            "=cmd|' /C calc'!A0",
            "@SUM(1+1)",
            "+1+1",
            "a;b,c;;,",
            "University of California, Berkeley",
            "true",
            "CONFIDENT",
            "null",
            "\"",
            "\"\"\"",
            "\"a\nb\"");

    private final SplittableRandom random;
    private long made;

    public Mutations(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The number of texts and numbers made so far. */
    public long made() {
        return made;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** The text or, one time in three, one of {@link #NASTY}, with up to three changes. Rarely, a very long text. */
    public String of(String text) {
        made++;
        if (random.nextInt(TEXTS_PER_LONG_ONE) == 0) {
            return oneOf(NASTY).concat("0").repeat(LONG).substring(0, LONG);
        }
        StringBuilder changed = new StringBuilder(random.nextInt(3) == 0 ? oneOf(NASTY) : text);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            change(changed);
        }
        return changed.toString();
    }

    private void change(StringBuilder text) {
        int index = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), index + 1 + random.nextInt(4));
        switch (random.nextInt(6)) {
            case 0 -> text.insert(index, oneOf(NASTY));
            case 1 -> text.delete(index, end);
            case 2 -> text.insert(index, text.substring(index, end));
            case 3 -> text.insert(index, (char) random.nextInt(Character.MAX_VALUE + 1));
            case 4 -> text.replace(index, end, Integer.toString(random.nextInt()));
            default -> {
                if (index < text.length()) {
                    text.setCharAt(index, (char) (text.charAt(index) ^ 1 << random.nextInt(7)));
                }
            }
        }
    }

    /** One time in four the given number, otherwise an extreme or a random one. */
    public double number(double sound) {
        made++;
        return switch (random.nextInt(12)) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> 1e308;
            case 4 -> -1e308;
            case 5 -> Double.MIN_VALUE;
            case 6 -> -0.0;
            case 7 -> -sound;
            case 8 -> Double.longBitsToDouble(random.nextLong());
            default -> sound;
        };
    }
}
