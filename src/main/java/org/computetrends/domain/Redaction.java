package org.computetrends.domain;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of messages and logs: the values of keys such as {@code password}, and user information in URIs. A
 * key for the location of a secret, such as {@code password-file}, is not secret. User information with an unescaped
 * slash is not recognized, because the slash ends the part of a URI that has user information.
 */
public final class Redaction {

    /** The text that replaces a secret. */
    public static final String PLACEHOLDER = "(redacted)";

    private static final String NAMES =
            "password|passwd|passphrase|secret|token|credentials?|(?:access|secret|private|api|account)[-_.]?key";

    /** A key whose last part is the name of a secret. A quoted configuration key ends in a quotation mark. */
    private static final Pattern SECRET_KEY = Pattern.compile("(?:.*[-_.])?(?:" + NAMES + ")\"?");

    private static final Pattern USER_OF_URI = Pattern.compile("(\\b[a-zA-Z][a-zA-Z0-9+.-]*://)[^/?#@\\s'\"]+@");

    /** A value in double quotes, which are escaped if the JSON is itself a text. A cut text lacks the closing one. */
    private static final String IN_DOUBLE_QUOTES = "\\\\?\"(?:\\\\[^\"]|[^\"\\\\])*\\\\?\"?";

    /** A value in single quotes, which are doubled inside it, as in SQL. A cut text lacks the closing one. */
    private static final String IN_SINGLE_QUOTES = "'(?:''|[^'])*'?";

    /** A value without quotes, up to white space or a separator. */
    private static final String WITHOUT_QUOTES = "[^\\s&;,)'\"]+";

    /** A secret key with its value, as in JSON, settings and URLs. {@code sig} is the signature in a URL of Azure's. */
    private static final Pattern SECRET_PARAMETER = Pattern.compile(
            "\\b((?:[a-z0-9]+[-_.])*(?:" + NAMES + "|sig)\\\\?[\"']?\\s*[=:]\\s*)" + "(?:" + IN_DOUBLE_QUOTES + "|"
                    + IN_SINGLE_QUOTES + "|" + WITHOUT_QUOTES + ")",
            Pattern.CASE_INSENSITIVE);

    private Redaction() {}

    /** Whether a key has the name of a secret. */
    public static boolean isSecret(String key) {
        return SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * A key's value: {@link #PLACEHOLDER} if the key is secret; otherwise the value without the secrets in it. The word
     * null stays, because it says that the secret is not set.
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
