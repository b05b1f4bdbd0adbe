package dev.nadir.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule of the house is seen to fail, on a small house in {@code broken} that breaks them all. */
class BrokenHouseTest {

    private static final String ROOT = "dev.nadir.arch.broken";

    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(ROOT);

    private static final HouseRules RULES = new HouseRules(ROOT);

    @Test
    void a_package_cycle_is_seen() {
        assertBroken(RULES.packagesAreFreeOfCycles(), "Cycle detected");
    }

    @Test
    void an_import_to_the_right_is_seen() {
        assertBroken(RULES.stagesImportOnlyToTheirLeft(), "a stage imports only to its left");
    }

    @Test
    void a_parent_that_imports_its_child_is_seen() {
        assertBroken(RULES.stagesImportOnlyToTheirLeft(), "a parent never imports its children");
    }

    @Test
    void a_foreign_type_in_a_signature_is_seen() {
        assertBroken(RULES.staysAtHome("org.ejml", "numeric.linalg"), "has return type <org.ejml.data.DMatrixRMaj>");
    }

    @Test
    void printing_is_seen() {
        assertBroken(RULES.onlyTheCommandPrintsOrExits(), "java.lang.System.out");
        assertBroken(RULES.onlyTheCommandPrintsOrExits(), "printStackTrace");
    }

    @Test
    void reading_the_environment_is_seen() {
        assertBroken(RULES.onlyTheCommandReadsTheEnvironment(), "java.lang.System.getenv");
    }

    @Test
    void touching_a_file_is_seen() {
        assertBroken(RULES.onlyFourStagesTouchFiles(), "java.nio.file.Files.readString");
    }

    @Test
    void starting_a_process_is_seen() {
        assertBroken(RULES.onlyReportsStartProcesses(), "java.lang.ProcessBuilder");
    }

    @Test
    void using_the_network_is_seen() {
        assertBroken(RULES.nobodyUsesTheNetwork(), "java.net.Socket");
    }

    @Test
    void reading_the_clock_is_seen() {
        assertBroken(RULES.onlyTheFrontReadsTheClock(), "java.lang.System.nanoTime");
    }

    @Test
    void chance_of_ones_own_is_seen() {
        assertBroken(RULES.chanceComesFromTheSeed(), "java.util.Random");
    }

    @Test
    void eigenvalues_of_the_data_before_its_noise_are_seen() {
        assertBroken(RULES.onlyReleasesLeaveThePrivateCore(), "IntegerGram");
        assertBroken(RULES.whatFollowsAReleaseSeesOnlyTheRelease(), "GramMechanism");
    }

    @Test
    void mutable_static_state_is_seen() {
        assertBroken(RULES.staticFieldsAreFinal(), "Effects.counter> is mutable state");
        assertBroken(RULES.staticFieldsAreFinal(), "Effects.OPEN_ARRAY> is mutable state");
    }

    @ParameterizedTest
    @CsvSource({
        "dev.nadir.model,            dev.nadir.base.Seed,                  ok",
        "dev.nadir.model.read,       dev.nadir.model.grammar.ModelParser,  ok",
        "dev.nadir.model,            dev.nadir.model.grammar.ModelParser,  ok",
        "dev.nadir.symbolic,         dev.nadir.model.grammar.ModelParser,  the generated grammar is used inside model only",
        "dev.nadir.model,            dev.nadir.symbolic.Landscape,         a stage imports only to its left",
        "dev.nadir.numeric.flow,     dev.nadir.numeric.Point,              ok",
        "dev.nadir.numeric.flow,     dev.nadir.numeric.linalg.Matrix,      ok",
        "dev.nadir.numeric.flow,     dev.nadir.numeric.evaluate.Value,     ok",
        "dev.nadir.numeric.flow,     dev.nadir.numeric.critical.Newton,    siblings do not import each other",
        "dev.nadir.numeric.linalg,   dev.nadir.numeric.evaluate.Value,     siblings do not import each other",
        "dev.nadir.numeric,          dev.nadir.numeric.linalg.Matrix,      ok",
        "dev.nadir.numeric,          dev.nadir.numeric.linalg.Eigen,       a parent never imports its children",
        "dev.nadir.expr.print,       dev.nadir.expr.graph.Graph,           siblings do not import each other",
        "dev.nadir.tools,            dev.nadir.base.Seed,                  'dev.nadir.tools' is not in one of the stages"
    })
    void the_rule_of_the_stages_knows_right_from_wrong(String from, String to, String expected) {
        String actual = new Stages("dev.nadir").violation(from, to).orElse("ok");

        assertThat(actual).startsWith(expected);
    }

    private static void assertBroken(ArchRule rule, String witness) {
        assertThatThrownBy(() -> rule.check(BROKEN))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(witness);
    }
}
