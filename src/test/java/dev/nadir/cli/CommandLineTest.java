package dev.nadir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void check_shows_a_model_as_a_tree_and_ends_with_the_answer() {
        Shell shell = Shell.run("check", "models/deep-linear-network");

        assertThat(shell.err()).isEmpty();
        assertThat(shell.code()).isZero();
        assertThat(shell.out()).startsWith("deep-linear-network   ").endsWith("No problems found.\n");
        assertThat(shell.out()).contains("├ sizes", "├ parameters   W[1..L]", "└ instances");
    }

    @Test
    void a_wrong_file_is_told_with_its_code_and_place(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("wrong.model"), "modle wrong\n");

        Shell shell = Shell.runIn(folder, "check", "wrong.model");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).contains("error[ND-").contains("wrong.model:1:");
    }

    @Test
    void a_file_that_does_not_exist_is_told() {
        Shell shell = Shell.run("check", "models/nowhere.model");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("error[ND-F001]");
    }

    @Test
    void a_folder_without_models_is_told(@TempDir Path folder) {
        Shell shell = Shell.runIn(folder, "check");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("error[ND-C002]");
    }

    @Test
    void an_unknown_command_is_told_with_the_one_that_was_meant() {
        Shell shell = Shell.run("chekc");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("error[ND-C001]").contains("check");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check",
                "derive",
                "solve",
                "verify",
                "report",
                "release",
                "ledger",
                "fmt",
                "list",
                "explain",
                "completion"
            })
    void every_command_has_help_with_an_example(String command) {
        Shell shell = Shell.run(command, "--help");

        assertThat(shell.code()).isZero();
        assertThat(shell.out())
                .contains("Usage: nadir " + command)
                .contains("Examples:")
                .contains("nadir " + command);
    }

    @Test
    void the_version_is_the_builds() {
        Shell shell = Shell.run("--version");

        assertThat(shell.code()).isZero();
        assertThat(shell.out()).matches("nadir \\d+\\.\\d+\\.\\d+\n");
    }

    @Test
    void a_size_below_what_its_declaration_allows_is_told() {
        Shell shell = Shell.run("derive", "models/deep-linear-network", "--size", "L=0");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("error[ND-C006]").contains("L is at least");
    }

    @Test
    void an_unknown_size_is_told_with_those_that_are_known() {
        Shell shell = Shell.run("derive", "models/deep-linear-network", "--size", "K=3");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("error[ND-C006]").contains("L");
    }

    @Test
    void a_code_that_does_not_exist_cannot_be_explained() {
        Shell shell = Shell.run("explain", "ND-G00X");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("error[ND-C009]").contains("Did you mean");
    }

    @Test
    void every_code_of_the_command_is_explained() {
        for (ErrorCode code : ErrorCode.values()) {
            Shell shell = Shell.run("explain", code.id());

            assertThat(shell.code()).as(code.id()).isZero();
            assertThat(shell.out()).startsWith("## " + code.id()).contains("**Cause.**", "**Fix.**");
        }
    }

    @Test
    void the_canonical_layout_is_printed_told_and_written(@TempDir Path folder) throws Exception {
        String text = "model   tiny  \"x\"\n\nparameters\n  a:scalar\n\nminimize\n  loss = (a  - 1)^2\n";
        Files.writeString(folder.resolve("tiny.model"), text);

        Shell printed = Shell.runIn(folder, "fmt", "tiny.model");
        Shell told = Shell.runIn(folder, "fmt", "--check", "tiny.model");
        Shell written = Shell.runIn(folder, "fmt", "--write", "tiny.model");
        Shell again = Shell.runIn(folder, "fmt", "--check", "tiny.model");

        assertThat(printed.code()).isZero();
        assertThat(printed.out()).contains("loss = (a - 1)^2").isNotEqualTo(text);
        assertThat(told.code()).isEqualTo(1);
        assertThat(told.out()).isEqualTo("tiny.model\n");
        assertThat(written.code()).isZero();
        assertThat(Files.readString(folder.resolve("tiny.model"))).isEqualTo(printed.out());
        assertThat(again.code()).isZero();
    }

    @Test
    void a_derivation_on_an_instance_shows_its_taylor_slopes() {
        Shell shell = Shell.run("derive", "models/deep-linear-network", "--instance", "small");

        assertThat(shell.code()).isZero();
        assertThat(shell.out())
                .contains("gradient W[1]")
                .contains("Hessian W[3]")
                .contains("for all sizes at L = 3");
        assertThat(shell.out())
                .contains("Taylor check: gradient, smallest slope 2.0")
                .endsWith("seed 7\n");
    }

    @Test
    void the_completion_script_knows_every_command() {
        Shell shell = Shell.run("completion");

        assertThat(shell.code()).isZero();
        assertThat(shell.out()).contains("check").contains("derive").contains("completion");
    }
}
