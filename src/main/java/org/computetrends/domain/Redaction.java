package org.computetrends.domain;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of messages and logs: the values of keys such as {@code password}, and user information in URIs. A
 * key for the location of a secret, such as {@code password-file}, is not secret. User information with an unescaped
 * slash is not recognized, because a slash ends the authority of a URI, which contains this information.
 */
public final class Redaction {

    /** The text that replaces a secret. */
    public static final String PLACEHOLDER = "(redacted)";

    private static final String NAMES =
            "password|passwd|passphrase|secret|token|credentials?" + "|(?:access|secret|private|api|account)[-_.]?key";

    /** A key whose last part is the name of a secret. A quoted configuration key ends in a quotation mark. */
    private static final Pattern SECRET_KEY = Pattern.compile("(?:.*[-_.])?(?:" + NAMES + ")\"?");

    private static final Pattern USER_OF_URI = Pattern.compile("(\\b[a-zA-Z][a-zA-Z0-9+.-]*://)[^/?#@\\s'\"]+@");

    /** A secret key with its value, as in JSON, settings and URLs. {@code sig} is the signature in a URL of Azure's. */
    private static final Pattern SECRET_PARAMETER = Pattern.compile(
            "\\b((?:[a-z0-9]+[-_.])*(?:" + NAMES + "|sig)\\\\?[\"']?\\s*[=:]\\s*)"
                    + "(?:\\\\?\"(?:\\\\[^\"]|[^\"\\\\])*\\\\?\"?|'(?:''|[^'])*'?|[^\\s&;,)'\"]+)",
            Pattern.CASE_INSENSITIVE);

    private Redaction() {}

    /** Whether a key has the name of a secret. */
    public static boolean isSecret(String key) {
        return SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * A key's value: {@link #PLACEHOLDER} if the key is secret, unless the value is the word null; otherwise the value
     * without the secrets in it.
     */
    public static String value(String key, String value) {
        return isSecret(key) && !value.equals("null") ? PLACEHOLDER : text(value);
    }

    /** A text without the secrets in URIs or after secret keys. */
    public static String text(String text) {
        String redacted = text.contains("@") ? USER_OF_URI.matcher(text).replaceAll("$1" + PLACEHOLDER + "@") : text;
        return redacted.indexOf('=') < 0 && redacted.indexOf(':') < 0
                ? redacted
                : SECRET_PARAMETER.matcher(redacted).replaceAll("$1" + PLACEHOLDER);
    }
}
