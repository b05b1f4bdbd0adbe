package dev.nadir.report.html;

import dev.nadir.report.Bibliography;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The list of sources, and the names by which the text cites them. */
final class HtmlReferences {

    private HtmlReferences() {}

    static String list(Bibliography bibliography) {
        return bibliography.entries().values().stream()
                .sorted(Comparator.comparing(HtmlReferences::label))
                .map(HtmlReferences::item)
                .collect(Collectors.joining("", "<ul class=\"references\">\n", "</ul>\n"));
    }

    /** {@code Baldi and Hornik (1989)}. */
    static String label(Bibliography.Entry entry) {
        List<String> names = authors(entry);
        String who =
                switch (names.size()) {
                    case 0 -> entry.key();
                    case 1 -> names.get(0);
                    case 2 -> names.get(0) + " and " + names.get(1);
                    default -> names.get(0) + " et al.";
                };
        return who + entry.plain("year").map(year -> " (" + year + ")").orElse("");
    }

    private static List<String> authors(Bibliography.Entry entry) {
        List<String> names = new ArrayList<>();
        for (String author : entry.plain("author").orElse("").split(" and ", -1)) {
            String name = author.strip();
            int comma = name.indexOf(',');
            if (!name.isEmpty()) {
                names.add(comma > 0 ? name.substring(0, comma) : name.substring(name.lastIndexOf(' ') + 1));
            }
        }
        return names;
    }

    private static String item(Bibliography.Entry entry) {
        List<String> parts = new ArrayList<>();
        parts.add(entry.plain("author").orElse("").replace(" and ", "; "));
        parts.add(entry.plain("year").orElse(""));
        parts.add(entry.plain("title").map(t -> "“" + t + "”").orElse(""));
        for (String field : List.of("journal", "booktitle", "publisher", "school")) {
            parts.add(entry.plain(field).orElse(""));
        }
        String volume = entry.plain("volume").orElse("")
                + entry.plain("number").map(n -> "(" + n + ")").orElse("");
        parts.add(volume.isEmpty() ? "" : volume);
        parts.add(entry.plain("pages").orElse(""));
        parts.add(entry.plain("note").orElse(""));
        String text = parts.stream().filter(p -> !p.isBlank()).collect(Collectors.joining(", ")) + ".";
        String doi = entry.plain("doi")
                .map(d -> " <a href=\"https://doi.org/" + HtmlText.escape(d) + "\">doi:" + HtmlText.escape(d) + "</a>")
                .orElse("");
        return "<li id=\"" + id(entry.key()) + "\">" + HtmlText.escape(text) + doi + "</li>\n";
    }

    static String id(String key) {
        return "ref-" + HtmlText.escape(key.toLowerCase(Locale.ROOT));
    }
}
