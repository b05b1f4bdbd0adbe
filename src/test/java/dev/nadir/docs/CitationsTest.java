package dev.nadir.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is cited in sources, models and documents stands in the bibliography. */
class CitationsTest {

    private static final Path BIBLIOGRAPHY = Path.of("docs/references.bib");

    private static final Pattern ENTRY = Pattern.compile("(?m)^@(\\w+)\\{([^,\\s]+),$");

    /** Family names and a year, as all our keys are. */
    private static final Pattern KEY = Pattern.compile("\\b[A-Z][A-Za-z]*[a-z](?:19|20)\\d\\d[a-z]?\\b");

    @Test
    void every_key_that_is_cited_is_in_the_bibliography() {
        Set<String> known = keys();
        List<Path> files = Stream.of(
                        Documents.below(Path.of("src/main/java"), ".java"),
                        Documents.below(Path.of("src/main/antlr4"), ".g4"),
                        Documents.below(Path.of("src/jmh/java"), ".java"),
                        Documents.below(Path.of("models"), ".model").filter(file -> !file.startsWith("models/broken")),
                        Documents.all().stream())
                .flatMap(stream -> stream)
                .toList();

        List<String> unknown = new ArrayList<>();
        for (Path file : files) {
            for (String key : cited(Documents.read(file))) {
                if (!known.contains(key)) {
                    unknown.add(file + ": " + key);
                }
            }
        }

        assertThat(unknown).isEmpty();
    }

    @Test
    void the_bibliography_has_one_entry_a_key_each_with_author_title_and_year() {
        String text = Documents.read(BIBLIOGRAPHY);
        List<String> keys = new ArrayList<>();
        Matcher entry = ENTRY.matcher(text);

        while (entry.find()) {
            keys.add(entry.group(2));
            String body = text.substring(entry.end(), text.indexOf("\n}", entry.end()));
            assertThat(body).as(entry.group(2)).contains("author", "title", "year");
            assertThat(entry.group(2)).matches(KEY).endsWith(yearOf(body));
        }

        assertThat(keys).doesNotHaveDuplicates().hasSizeGreaterThan(20);
    }

    @Test
    void keys_are_seen_where_they_are_cited() {
        assertThat(cited("cite BaldiHornik1989, Lucas2019 and (HagerZhang2005). JDK17, W2019, Java 2021, ND-M021"))
                .containsExactly("BaldiHornik1989", "HagerZhang2005", "Lucas2019");
    }

    private static String yearOf(String body) {
        Matcher year = Pattern.compile("year\\s*=\\s*\\{(\\d{4})}").matcher(body);
        assertThat(year.find()).isTrue();
        return year.group(1);
    }

    private static Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        Matcher entry = ENTRY.matcher(Documents.read(BIBLIOGRAPHY));
        while (entry.find()) {
            keys.add(entry.group(2));
        }
        return keys;
    }

    private static Set<String> cited(String text) {
        Set<String> keys = new TreeSet<>();
        Matcher key = KEY.matcher(text);
        while (key.find()) {
            keys.add(key.group());
        }
        return keys;
    }
}
