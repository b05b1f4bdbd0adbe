package dev.nadir.report;

import dev.nadir.base.InternalErrorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The sources by key, as in a BibTeX file. */
public record Bibliography(Map<String, Entry> entries) {

    /** Copies the entries, in order. */
    public Bibliography {
        entries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /**
     * One source.
     *
     * @param type such as {@code article}
     * @param fields by their names in small letters, the outer braces removed
     * @param source the entry as it stands in the file
     */
    public record Entry(String key, String type, Map<String, String> fields, String source) {
        /** Copies the fields. */
        public Entry {
            fields = Map.copyOf(fields);
        }

        /** The value of a field without TeX's braces and accents, empty if there is none. */
        public Optional<String> plain(String field) {
            return Optional.ofNullable(fields.get(field)).map(Tex::plain);
        }
    }

    /** The sources that Nadir knows, those of {@code docs/references.bib}. */
    public static Bibliography known() {
        try (InputStream in = Bibliography.class.getResourceAsStream("/dev/nadir/docs/references.bib")) {
            if (in == null) {
                throw new InternalErrorException("the resource references.bib is missing");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads entries of the form {@code @type{key, name = {value}, ...}}; all else is a comment, as in BibTeX. */
    public static Bibliography parse(String text) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        int at = text.indexOf('@');
        while (at >= 0) {
            int open = text.indexOf('{', at);
            int close = open < 0 ? -1 : closing(text, open);
            if (close < 0) {
                break;
            }
            String type = text.substring(at + 1, open).strip().toLowerCase(Locale.ROOT);
            String body = text.substring(open + 1, close);
            int comma = body.indexOf(',');
            if (comma > 0 && !type.equals("comment") && !type.equals("string")) {
                String key = body.substring(0, comma).strip();
                entries.put(
                        key, new Entry(key, type, fields(body.substring(comma + 1)), text.substring(at, close + 1)));
            }
            at = text.indexOf('@', close);
        }
        return new Bibliography(entries);
    }

    /** Only these, in the order of the file. */
    public Bibliography only(List<String> keys) {
        Map<String, Entry> some = new LinkedHashMap<>(entries);
        some.keySet().retainAll(keys);
        return new Bibliography(some);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The place of the brace that closes the one at {@code open}, or -1. */
    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static Map<String, String> fields(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        int at = 0;
        int equals = body.indexOf('=', at);
        while (equals >= 0) {
            String name = body.substring(at, equals).replace(",", "").strip().toLowerCase(Locale.ROOT);
            int start = equals + 1;
            while (start < body.length() && Character.isWhitespace(body.charAt(start))) {
                start++;
            }
            int end = end(body, start);
            String value = body.substring(start, end).strip();
            boolean isQuoted = value.length() > 1 && (value.charAt(0) == '{' || value.charAt(0) == '"');
            fields.put(name, isQuoted ? value.substring(1, value.length() - 1) : value);
            at = end;
            equals = body.indexOf('=', at);
        }
        return fields;
    }

    /** The place after a value in braces, in quotes or bare. */
    private static int end(String body, int start) {
        if (start < body.length() && body.charAt(start) == '{') {
            int close = closing(body, start);
            return close < 0 ? body.length() : close + 1;
        }
        if (start < body.length() && body.charAt(start) == '"') {
            int quote = body.indexOf('"', start + 1);
            return quote < 0 ? body.length() : quote + 1;
        }
        int comma = body.indexOf(',', start);
        return comma < 0 ? body.length() : comma;
    }
}
