package dev.nadir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nadir.base.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A covariance of private data from the command line, with its ledger. */
class ReleaseCommandTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeData() throws Exception {
        RandomGenerator generator = new Seed(140).generator();
        List<String> lines = new ArrayList<>(List.of("height,weight,age,name"));
        for (int i = 0; i < 3000; i++) {
            lines.add(generator.nextDouble() + "," + -0.5 * generator.nextDouble() + ",0.25,somebody");
        }
        lines.add("");
        lines.add("1e300,1,1,long");
        lines.add("nan,1,1,nobody");
        Files.write(folder.resolve("data.csv"), lines);
    }

    private Shell run(String line) {
        return Shell.runIn(folder, line.split(" +"));
    }

    private Shell release(String more) {
        return run("release data.csv --columns 1..3 --bound 2 --rows add-remove --delta 1e-6 --ledger l -o out.json "
                + more);
    }

    private void open() {
        assertThat(run("ledger l --open --rows add-remove --epsilon 2 --delta 1e-6")
                        .code())
                .isZero();
    }

    @Test
    void a_release_is_near_the_truth_and_says_what_it_guarantees() throws Exception {
        open();

        Shell shell = release("--epsilon 1 --rank 2");

        assertThat(shell.err()).isEmpty();
        assertThat(shell.code()).isZero();
        assertThat(shell.out())
                .contains("guaranteed  add-remove of one row, rho = 0.0243560: epsilon = 1.00000 with delta = 1.00e-06")
                .contains("noise       goe, deviation 12.8")
                .contains("eigenvalues ");
        JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve("out.json")));
        assertThat(json.get("private").asBoolean()).isTrue();
        assertThat(json.get("epsilon").asDouble()).isBetween(0.999999, 1.0);
        assertThat(json.get("gram")).hasSize(3);
        // A mean square of 1/3 over 3000 rows, one of norm 2; deviation 18: ten of them.
        assertThat(json.get("gram").get(0).get(0).asDouble()).isBetween(1004 - 200.0, 1004 + 200.0);
        assertThat(json.get("gram").get(2).get(2).asDouble()).isBetween(187.5 - 200.0, 187.5 + 200.0);
        assertThat(json.get("lowRank").get("values")).hasSize(2);
        assertThat(json.get("lowRank").get("vectors")).hasSize(3);
    }

    @Test
    void two_releases_differ_and_the_third_is_refused() throws Exception {
        open();
        assertThat(release("--epsilon 1").code()).isZero();
        String first = Files.readString(folder.resolve("out.json"));
        assertThat(release("--epsilon 1").code()).isZero();
        String second = Files.readString(folder.resolve("out.json"));

        Shell third = release("--epsilon 1.5");

        assertThat(second).isNotEqualTo(first);
        assertThat(third.code()).isEqualTo(2);
        assertThat(third.err()).contains("error[ND-P007]");
        assertThat(Files.readString(folder.resolve("out.json"))).isEqualTo(second);
        assertThat(run("ledger l --delta 1e-6").out())
                .contains("budget      rho = 0.0881527, epsilon = 2.00000 with delta = 1.00e-06")
                .contains("spent       rho = 0.0487119")
                .contains("left        rho = 0.0394407");
    }

    @Test
    void the_owner_may_look_at_what_becomes_of_the_rows() {
        Shell shell = run("release data.csv --columns 1..3 --bound 2 --inspect");

        assertThat(shell.code()).isZero();
        assertThat(shell.out())
                .contains("Not private")
                .contains("rows                 3003")
                .contains("count as zero        2 ")
                .contains("scaled to the bound  1\n");
        assertThat(folder.resolve("l")).doesNotExist();
    }

    @Test
    void messages_of_a_release_do_not_depend_on_the_data() throws Exception {
        open();
        String before = release("--epsilon 0.5").out();

        Files.writeString(folder.resolve("data.csv"), "\"mended;\n\0\u00ff,,,,\nhello\n");
        String after = release("--epsilon 0.5").out();

        assertThat(after).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "--epsilon 0 --delta 1e-6 --columns 1..3 --bound 1 --rows replace, ND-P001",
        "--epsilon -1 --delta 1e-6 --columns 1..3 --bound 1 --rows replace, ND-P001",
        "--epsilon NaN --delta 1e-6 --columns 1..3 --bound 1 --rows replace, ND-P001",
        "--epsilon 1 --delta 0 --columns 1..3 --bound 1 --rows replace, ND-P002",
        "--epsilon 1 --delta 1 --columns 1..3 --bound 1 --rows replace, ND-P002",
        "--epsilon 1 --delta 1e-6 --columns 1..3 --bound 0 --rows replace, ND-P003",
        "--epsilon 1 --delta 1e-6 --columns 1..3 --bound 1e999 --rows replace, ND-P003",
        "--epsilon 1 --delta 1e-6 --columns 1..3 --bound x --rows replace, ND-C007",
        "--epsilon 1 --delta 1e-6 --columns 3..1 --bound 1 --rows replace, ND-C007",
        "--epsilon 1 --delta 1e-6 --columns 0 --bound 1 --rows replace, ND-C007",
        "--epsilon 1 --delta 1e-6 --columns 1..9999 --bound 1 --rows replace, ND-C007",
        "--epsilon 1 --delta 1e-6 --columns 1..3 --bound 1, ND-P006",
        "--epsilon 1 --delta 1e-6 --columns 1..3 --bound 1 --rows both, ND-P006",
        "--epsilon 1 --delta 1e-6 --columns 1..3 --bound 1 --rows replace --rank 4, ND-P005",
        "--epsilon 1 --delta 1e-6 --columns 1..3 --bound 1 --rows replace --noise loud, ND-C007",
        "--epsilon 1 --delta 1e-6 --columns 1..3 --bound 1 --rows replace, ND-P006",
        "--epsilon 1 --columns 1..3 --bound 1 --rows replace, ND-C001",
        "--delta 1e-6 --epsilon 1 --bound 1 --rows replace, ND-C001"
    })
    void what_is_outside_its_domain_is_refused_and_nothing_is_booked(String options, String code) throws Exception {
        open();
        String before = Files.readString(folder.resolve("l"));

        Shell shell = run("release data.csv --ledger l -o out.json " + options);

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.err()).contains("error[" + code + "]");
        assertThat(Files.readString(folder.resolve("l"))).isEqualTo(before);
        assertThat(folder.resolve("out.json")).doesNotExist();
    }

    @Test
    void a_ledger_is_neither_made_by_accident_nor_opened_twice() {
        assertThat(release("--epsilon 1").err()).contains("error[ND-P008]");
        open();
        assertThat(run("ledger l --open --rows add-remove --epsilon 9 --delta 1e-6")
                        .err())
                .contains("error[ND-P008]");
    }

    @Test
    void a_release_that_cannot_be_written_is_not_lost() {
        open();

        Shell shell = run("release data.csv --columns 1..3 --bound 2 --rows add-remove --epsilon 1 --delta 1e-6"
                + " --ledger l -o .");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.out()).contains("\"gram\"");
    }
}
