package dev.nadir.arch;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules about the sources themselves: sizes, words that may not stand there, comments that must. */
class SourceTest {

    private static final List<SourceFile> MAIN = SourceFile.below(Path.of("src/main/java"));
    private static final List<SourceFile> TESTS = SourceFile.below(Path.of("src/test/java"));

    @Test
    void the_parser_sees_the_house() {
        assertThat(MAIN).hasSizeGreaterThan(50);
        assertThat(TESTS).anyMatch(file -> file.path().endsWith("SourceTest.java"));
    }

    @Test
    void files_methods_branches_and_parameters_keep_their_limits() {
        assertThat(MAIN.stream().flatMap(file -> SizeRules.violations(file).stream()))
                .isEmpty();
        assertThat(TESTS.stream().flatMap(file -> SizeRules.fileViolations(file).stream()))
                .isEmpty();
    }

    @Test
    void packages_have_at_most_twenty_files() {
        Map<Path, Long> sizes =
                MAIN.stream().collect(groupingBy(file -> file.path().getParent(), counting()));

        assertThat(sizes).allSatisfy((folder, size) -> assertThat(size)
                .as("files of %s, package-info aside", folder)
                .isLessThanOrEqualTo(SizeRules.PACKAGE_FILES + 1));
    }

    @Test
    void every_package_says_in_three_lines_what_goes_in_and_what_comes_out() {
        Set<Path> folders = MAIN.stream().map(file -> file.path().getParent()).collect(Collectors.toSet());

        assertThat(folders).allSatisfy(folder -> {
            Path info = folder.resolve("package-info.java");
            assertThat(info).exists();
            String text = SourceFile.read(info);
            assertThat(text).startsWith("/**\n").contains("@NullMarked\npackage ");
            assertThat(text.lines().takeWhile(line -> !line.equals(" */")).skip(1))
                    .hasSize(3);
        });
    }

    @Test
    void no_package_is_a_drawer() {
        assertThat(MAIN).noneMatch(file -> Stream.of("util", "utils", "common", "helper", "helpers", "misc", "impl")
                .anyMatch(name -> file.path().getParent().endsWith(name)));
    }

    @Test
    void nothing_is_left_unfinished() {
        assertThat(MAIN.stream().flatMap(file -> TextRules.unfinished(file).stream()))
                .isEmpty();
        assertThat(TESTS.stream()
                        .filter(file ->
                                !file.path().getFileName().toString().matches("(Text|Broken)?(Rules|Source)Test.java"))
                        .filter(file -> !file.path().endsWith("TextRules.java"))
                        .flatMap(file -> TextRules.unfinished(file).stream()))
                .isEmpty();
    }

    @Test
    void no_test_is_switched_off() {
        Pattern disabled = Pattern.compile("@Disabled\\b(?!\\\\)");

        assertThat(TESTS.stream().flatMap(file -> TextRules.matches(file, disabled).stream()))
                .isEmpty();
    }

    @Test
    void tests_neither_print_nor_sleep_nor_draw_lots_of_their_own() {
        Pattern forbidden =
                Pattern.compile("System\\.(out|err)\\.print|Thread\\.sleep\\(|new Random\\(|Math\\.random\\(");

        assertThat(TESTS.stream()
                        .filter(file -> !file.path().startsWith("src/test/java/dev/nadir/arch"))
                        .flatMap(file -> TextRules.matches(file, forbidden).stream()))
                .isEmpty();
    }

    @Test
    void public_types_say_what_they_are_and_so_do_public_methods_of_the_stages() {
        Pattern stage = Pattern.compile(".*/dev/nadir/(model|symbolic|reduction|numeric|evidence|report|workbench)/.*");

        assertThat(MAIN.stream()
                        .flatMap(file -> TextRules.undocumented(file).stream())
                        .filter(found -> found.contains(": type ")
                                || stage.matcher(found).matches()))
                .isEmpty();
    }

    @Test
    void the_program_knows_no_model_by_name() throws IOException {
        Set<String> names = modelNames();

        assertThat(MAIN.stream().flatMap(file -> TextRules.literalsWith(file, names).stream()))
                .isEmpty();
    }

    /** The folders of the shipped models; wrong ones only where their name is longer than a word of the program. */
    private static Set<String> modelNames() throws IOException {
        Set<String> names = new TreeSet<>(Set.of("deep-linear-network", "linear-vae"));
        for (Path folder : List.of(Path.of("models"), Path.of("models/broken"))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> entries = Files.list(folder)) {
                    entries.map(entry -> entry.getFileName().toString().replaceFirst("\\.model$", ""))
                            .filter(name -> name.indexOf('-') > 0)
                            .forEach(names::add);
                }
            }
        }
        return names;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "int f(int a) { return a; } #                                                              1",
                "int f(int a) { if (a > 0 && a < 9 || a == 11) { return 1; } return 0; } #                 4",
                "int f(int a) { for (;;) { while (a > 0) { do { a--; } while (a > 3); } } } #              4",
                "int f(int a) { return switch (a) { case 1, 2 -> 1; case 3 -> 2; default -> 0; }; } #      3",
                "int f(int a) { try { return a > 1 ? 1 : 2; } catch (RuntimeException e) { return 0; } } # 3",
                "Object f() { return new Object() { int g(int a) { return a > 0 ? 1 : 0; } }; } #          1",
                "java.util.function.IntSupplier f(int a) { return () -> a > 0 ? 1 : 0; } #                 2"
            })
    void branches_are_counted(String method, int expected) {
        SourceFile file = SourceFile.parse(Path.of("A.java"), "class A { " + method + " }");

        var members =
                ((com.sun.source.tree.ClassTree) file.tree().getTypeDecls().get(0)).getMembers();
        int actual = SizeRules.complexity((com.sun.source.tree.MethodTree) members.get(0));

        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void each_limit_of_size_is_seen_to_be_passed() {
        String longBody = "int b = 0;\n".repeat(59);
        String branchy = "if (a > 0) { a--; }\n".repeat(12);
        String kernel = "if (a > 0) { a--; }\n".repeat(20);

        assertThat(violations("class A {}\n".repeat(501))).anyMatch(found -> found.contains("501 lines, limit 500"));
        assertThat(violations("class A { void f() {\n" + longBody + "} }"))
                .singleElement()
                .asString()
                .contains("61 lines");
        assertThat(violations("class A { void f(int a) {\n" + branchy + "} }"))
                .singleElement()
                .asString()
                .contains("13 branches, limit 12");
        assertThat(violations("class A { @Kernel(\"x\") void f(int a) {\n" + branchy + "} }"))
                .isEmpty();
        assertThat(violations("class A { @Kernel(\"x\") void f(int a) {\n" + kernel + "} }"))
                .singleElement()
                .asString()
                .contains("21 branches, limit 20");
        assertThat(violations("class A { void f(int a, int b, int c, int d, int e, int g) {} }"))
                .singleElement()
                .asString()
                .contains("6 parameters, limit 5");
        assertThat(violations("record A(int a, int b, int c, int d, int e, int g) { A { a = 1; } }"))
                .isEmpty();
    }

    @Test
    void words_that_may_not_stand_there_are_seen() {
        SourceFile file = SourceFile.parse(
                Path.of("A.java"),
                "// TODO later\npublic class A { String name = \"models/linear-vae\"; public void f(int a) {} public boolean isX() { return true; } }");

        assertThat(TextRules.unfinished(file)).containsExactly("A.java:1: TODO");
        assertThat(TextRules.literalsWith(file, Set.of("linear-vae"))).containsExactly("A.java: \"models/linear-vae\"");
        assertThat(TextRules.undocumented(file)).containsExactly("A.java: type A", "A.java: method f");
    }

    private static List<String> violations(String text) {
        return SizeRules.violations(SourceFile.parse(Path.of("A.java"), text));
    }
}
