package org.computetrends.domain;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of messages and logs: values of keys with the name of a secret, and user information in URIs. A key for
 * the location of a secret, such as {@code password-file}, is not secret.
 */
public final class Redaction {

    /** The replacement for a secret. */
    public static final String SHOWN = "(redacted)";

    private static final Pattern SECRET_KEY = Pattern.compile("(?:.*[-_.])?(?:password|passwd|passphrase|secret|token"
            + "|credentials?|(?:access|secret|private|api|account)[-_.]?key)\"?");

    private static final Pattern USER_OF_URI = Pattern.compile("(\\b[a-zA-Z][a-zA-Z0-9+.-]*://)[^/?#@\\s'\"]+@");

    private static final Pattern SECRET_PARAMETER = Pattern.compile(
            "\\b((?:[a-z0-9]+[-_.])*(?:password|passwd|passphrase|secret|token|(?:access|secret|private|api)[-_.]?key|sig)\\s*[=:]\\s*)"
                    + "(?:\"[^\"]*\"|[^\\s&;,)'\"]+)",
            Pattern.CASE_INSENSITIVE);

    private Redaction() {}

    /** Whether a key has the name of a secret. */
    public static boolean isSecret(String key) {
        return SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT)).matches();
    }

    /** A key's value, redacted if secret. */
    public static String value(String key, String value) {
        return isSecret(key) && !value.equals("null") ? SHOWN : text(value);
    }

    /** A text without the secrets in URIs or after secret keys. */
    public static String text(String text) {
        String redacted = text.contains("@") ? USER_OF_URI.matcher(text).replaceAll("$1" + SHOWN + "@") : text;
        return redacted.indexOf('=') < 0 && redacted.indexOf(':') < 0
                ? redacted
                : SECRET_PARAMETER.matcher(redacted).replaceAll("$1" + SHOWN);
    }
}
