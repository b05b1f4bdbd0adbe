package dev.nadir.workbench.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.numeric.homotopy.Completeness;
import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.numeric.homotopy.RememberedStarts;
import dev.nadir.numeric.homotopy.StartSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartSystemFolderTest {

    private static final String KEY = "ab".repeat(32);

    private final List<String> notices = new ArrayList<>();

    @TempDir
    Path folder;

    private StartSystemFolder store() {
        return new StartSystemFolder(folder.resolve("starts"), notices::add);
    }

    private Path file() {
        return folder.resolve("starts").resolve(KEY + ".start");
    }

    private static StartSystem start() {
        return new StartSystem(
                KEY,
                List.of(new Complex(0.1, -1e-300)),
                List.of(
                        List.of(new Complex(1.0 / 3, 2), new Complex(-0.0, Math.PI)),
                        List.of(new Complex(5, 6), new Complex(7, 8))),
                4,
                new Completeness(Completeness.Basis.TRACE_TEST, "a trace test;\nof two lines"));
    }

    @Test
    void what_is_kept_is_found_bit_for_bit() {
        store().keep(start());

        StartSystem found = store().find(KEY).orElseThrow();

        assertThat(found.parameters()).isEqualTo(start().parameters());
        assertThat(found.solutions()).isEqualTo(start().solutions());
        assertThat(found.count()).isEqualTo(4);
        assertThat(found.completeness().basis()).isEqualTo(Completeness.Basis.TRACE_TEST);
        assertThat(notices).isEmpty();
    }

    @Test
    void what_was_never_kept_is_not_found_and_nobody_is_told() {
        assertThat(store().find(KEY)).isEmpty();
        assertThat(notices).isEmpty();
    }

    @Test
    void one_changed_digit_is_seen() throws IOException {
        store().keep(start());
        String text = Files.readString(file());
        Files.writeString(file(), text.replaceFirst("count 4", "count 5"));

        assertThat(store().find(KEY)).isEmpty();

        assertThat(notices).singleElement().asString().contains("checksum").contains("made anew");
    }

    @Test
    void half_a_file_and_another_version_are_left_aside() throws IOException {
        store().keep(start());
        String text = Files.readString(file());
        Files.writeString(file(), text.substring(0, text.length() / 2));

        assertThat(store().find(KEY)).isEmpty();
        Files.writeString(file(), text.replace("system 1", "system 2"));
        assertThat(store().find(KEY)).isEmpty();

        assertThat(notices).hasSize(2);
    }

    @Test
    void a_file_under_the_name_of_another_family_is_left_aside() throws IOException {
        store().keep(start());
        String other = "cd".repeat(32);
        Files.copy(file(), file().resolveSibling(other + ".start"));

        assertThat(store().find(other)).isEmpty();

        assertThat(notices).singleElement().asString().contains("another");
    }

    @Test
    void a_folder_that_cannot_be_made_costs_a_notice_and_nothing_else() throws IOException {
        Files.writeString(folder.resolve("starts"), "a file where the folder should be");

        store().keep(start());

        assertThat(notices).singleElement().asString().contains("not kept");
    }

    @Test
    void a_run_remembers_what_it_has_made() {
        RememberedStarts starts = new RememberedStarts(dev.nadir.numeric.homotopy.StartSystemStore.none());

        starts.keep(start());

        assertThat(starts.find(KEY)).contains(start());
        assertThat(starts.find("x")).isEmpty();
    }
}
