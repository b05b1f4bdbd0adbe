package dev.nadir.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Where a document points, something stands. */
class LinksTest {

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

    @Test
    void every_relative_link_leads_to_a_file_and_its_heading() {
        List<String> dead = new ArrayList<>();
        for (Path document : Documents.all()) {
            dead.addAll(deadLinks(document, Documents.read(document)));
        }

        assertThat(Documents.all()).hasSizeGreaterThan(10);
        assertThat(dead).isEmpty();
    }

    @Test
    void every_page_of_docs_is_reached_from_another() {
        Set<Path> reached = Documents.all().stream()
                .flatMap(document -> targets(document, Documents.read(document)).stream())
                .map(Path::normalize)
                .collect(Collectors.toSet());

        assertThat(Documents.all()).filteredOn(page -> page.startsWith("docs")).allSatisfy(page -> assertThat(reached)
                .contains(page));
    }

    @Test
    void a_dead_link_is_seen() {
        String text = "[a](nowhere.md) [b](index.md#no-such-heading) [c](index.md) [d](https://example.org/x)";

        assertThat(deadLinks(Path.of("docs/page.md"), text))
                .containsExactly("docs/page.md: nowhere.md", "docs/page.md: index.md#no-such-heading");
    }

    private static List<String> deadLinks(Path document, String text) {
        List<String> dead = new ArrayList<>();
        Matcher link = LINK.matcher(withoutCode(text));
        while (link.find()) {
            String target = link.group(1);
            if (!isOutside(target) && !isAlive(document, text, target)) {
                dead.add(document + ": " + target);
            }
        }
        return dead;
    }

    private static boolean isAlive(Path document, String text, String target) {
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path path = file.isEmpty() ? document : document.resolveSibling(file);
        if (!Files.exists(path)) {
            return false;
        }
        return hash < 0
                || headings(file.isEmpty() ? text : Documents.read(path)).contains(target.substring(hash + 1));
    }

    private static List<Path> targets(Path document, String text) {
        List<Path> targets = new ArrayList<>();
        Matcher link = LINK.matcher(withoutCode(text));
        while (link.find()) {
            String file = link.group(1).replaceFirst("#.*", "");
            if (!isOutside(file) && !file.isEmpty()) {
                targets.add(document.resolveSibling(file));
            }
        }
        return targets;
    }

    private static boolean isOutside(String target) {
        return target.startsWith("https://") || target.startsWith("http://") || target.startsWith("mailto:");
    }

    private static String withoutCode(String text) {
        return text.replaceAll("(?ms)^```.*?^```", "")
                .replaceAll("(?m)^ {4}.*$", "")
                .replaceAll("`[^`\n]*`", "");
    }

    /** Headings as the anchors that they become: lower case, no signs, a hyphen for each space. */
    private static Set<String> headings(String text) {
        return HEADING.matcher(text.replaceAll("(?ms)^```.*?^```", ""))
                .results()
                .map(heading -> Normalizer.normalize(heading.group(1), Normalizer.Form.NFC)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .trim()
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
