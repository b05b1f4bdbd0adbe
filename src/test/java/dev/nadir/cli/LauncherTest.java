package dev.nadir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the command, with a Java in its place that only says what it was asked. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    @TempDir
    Path home;

    @BeforeEach
    void the_script_stands_in_a_folder_of_its_own() throws IOException {
        Files.copy(Path.of("src/main/launch/nadir"), home.resolve("nadir"));
        Path java = home.resolve("java/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\nfor word in \"$@\"; do echo \"$word\"; done\nexit 3\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void words_arrive_as_they_were_given_and_the_exit_code_comes_back() throws Exception {
        Files.createFile(home.resolve("nadir.jar"));

        Answer answer = start(Map.of(), home.resolve("nadir"), "derive", "a model", "$x *", "");

        assertThat(answer.code()).isEqualTo(3);
        assertThat(answer.lines())
                .endsWith("-jar", home.toRealPath() + "/nadir.jar", "derive", "a model", "$x *", "")
                .contains("-XX:TieredStopAtLevel=1", "-XX:SharedArchiveFile=" + home.toRealPath() + "/nadir.jsa");
    }

    @Test
    void a_thorough_run_keeps_both_compilers_and_given_options_come_last() throws Exception {
        Files.createFile(home.resolve("nadir.jar"));

        Answer answer = start(
                Map.of("NADIR_JAVA_OPTIONS", "-Xmx1g -XX:+UseG1GC"), home.resolve("nadir"), "verify", "--thorough");

        assertThat(answer.lines())
                .doesNotContain("-XX:TieredStopAtLevel=1")
                .endsWith("-Xmx1g", "-XX:+UseG1GC", "-jar", home.toRealPath() + "/nadir.jar", "verify", "--thorough");
    }

    @Test
    void the_script_finds_its_jar_through_a_link() throws Exception {
        Files.createFile(home.resolve("nadir.jar"));
        Path elsewhere = Files.createDirectories(home.resolve("other place"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("nadir"), Path.of("../nadir"));

        assertThat(start(Map.of(), link, "list").lines()).endsWith("-jar", home.toRealPath() + "/nadir.jar", "list");
    }

    @Test
    void without_a_jar_or_a_java_it_says_what_to_do() throws Exception {
        Answer withoutJar = start(Map.of(), home.resolve("nadir"), "list");
        Files.createFile(home.resolve("nadir.jar"));
        Answer withoutJava = start(Map.of("JAVA_HOME", "/nowhere"), home.resolve("nadir"), "list");

        assertThat(withoutJar.code()).isEqualTo(2);
        assertThat(withoutJar.lines()).singleElement().asString().contains("no nadir.jar", "mvn -q package");
        assertThat(withoutJava.code()).isEqualTo(2);
        assertThat(withoutJava.lines()).singleElement().asString().contains("/nowhere/bin/java", "JDK 17");
    }

    private Answer start(Map<String, String> environment, Path script, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", home.resolve("java").toString());
        builder.environment().remove("NADIR_JAVA_OPTIONS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), output.lines().toList());
    }

    private record Answer(int code, List<String> lines) {}
}
