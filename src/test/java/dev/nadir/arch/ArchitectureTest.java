package dev.nadir.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of the house hold for the house. That they can fail is shown in {@link BrokenHouseTest}. */
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // Wherever a build keeps them: the rules are about the program.
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("dev.nadir");

    private static final HouseRules RULES = new HouseRules("dev.nadir");

    @Test
    void the_importer_sees_every_stage() {
        assertThat(MAIN).hasSizeGreaterThan(50);

        for (String stage : Stages.ORDER) {
            assertThat(MAIN).as("classes of %s", stage).anyMatch(type -> type.getPackageName()
                    .startsWith("dev.nadir." + stage));
        }
    }

    @Test
    void packages_are_free_of_cycles() {
        RULES.packagesAreFreeOfCycles().check(MAIN);
    }

    @Test
    void stages_import_only_to_their_left_and_parents_never_their_children() {
        RULES.stagesImportOnlyToTheirLeft().check(MAIN);
    }

    @TestFactory
    java.util.stream.Stream<DynamicTest> third_party_types_stay_in_their_one_place() {
        return HouseRules.THIRD_PARTIES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey() + " stays in " + entry.getValue(),
                        () -> RULES.staysAtHome(entry.getKey(), entry.getValue())
                                .check(MAIN)));
    }

    @Test
    void only_the_command_prints_or_exits() {
        RULES.onlyTheCommandPrintsOrExits().check(MAIN);
    }

    @Test
    void only_the_command_reads_the_environment() {
        RULES.onlyTheCommandReadsTheEnvironment().check(MAIN);
    }

    @Test
    void only_model_evidence_report_and_workbench_touch_files() {
        RULES.onlyFourStagesTouchFiles().check(MAIN);
    }

    @Test
    void only_reports_start_processes() {
        RULES.onlyReportsStartProcesses().check(MAIN);
    }

    @Test
    void nobody_uses_the_network() {
        RULES.nobodyUsesTheNetwork().check(MAIN);
    }

    @Test
    void only_the_front_reads_the_clock() {
        RULES.onlyTheFrontReadsTheClock().check(MAIN);
    }

    @Test
    void chance_comes_from_the_seed() {
        RULES.chanceComesFromTheSeed().check(MAIN);
    }

    @Test
    void data_leaves_the_private_core_as_a_release_only() {
        RULES.onlyReleasesLeaveThePrivateCore().check(MAIN);
    }

    @Test
    void what_follows_a_release_sees_only_the_release() {
        RULES.whatFollowsAReleaseSeesOnlyTheRelease().check(MAIN);
    }

    @Test
    void static_fields_are_constants() {
        RULES.staticFieldsAreFinal().check(MAIN);
    }
}
