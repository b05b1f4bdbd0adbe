package dev.nadir.report;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** TeX's way of writing accents, as it stands in bibliographies, turned into plain text. */
final class Tex {

    private static final Pattern ACCENT = Pattern.compile("\\\\([\"'`^~=.cvuHk])\\s*\\{?\\s*\\\\?([A-Za-z])\\s*\\}?");

    /** The combining characters that belong to TeX's accents. */
    private static final Map<String, String> COMBINING = Map.ofEntries(
            Map.entry("\"", "\u0308"),
            Map.entry("'", "\u0301"),
            Map.entry("`", "\u0300"),
            Map.entry("^", "\u0302"),
            Map.entry("~", "\u0303"),
            Map.entry("=", "\u0304"),
            Map.entry(".", "\u0307"),
            Map.entry("c", "\u0327"),
            Map.entry("v", "\u030c"),
            Map.entry("u", "\u0306"),
            Map.entry("H", "\u030b"),
            Map.entry("k", "\u0328"));

    private Tex() {}

    static String plain(String tex) {
        Matcher accent = ACCENT.matcher(tex);
        StringBuilder out = new StringBuilder();
        while (accent.find()) {
            String letter = accent.group(2) + COMBINING.getOrDefault(accent.group(1), "");
            accent.appendReplacement(out, Matcher.quoteReplacement(Normalizer.normalize(letter, Normalizer.Form.NFC)));
        }
        accent.appendTail(out);
        return out.toString()
                .replace("\\&", "&")
                .replace("\\ss", "ß")
                .replace("\\o", "ø")
                .replace("\\l", "ł")
                .replace("---", "—")
                .replace("--", "–")
                .replace("~", "\u00a0")
                .replaceAll("[{}$\\\\]", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
