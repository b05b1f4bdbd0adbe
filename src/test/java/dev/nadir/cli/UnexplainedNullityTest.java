package dev.nadir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the Hessian vanishes in more directions than symmetries explain, the directions are named. */
class UnexplainedNullityTest {

    /** Flat of order four along x + y, z and the entries of W; the rotation of U and V is a symmetry. */
    private static final String MODEL =
            """
            model flat "Flat beyond its symmetry"

            parameters
              x : scalar
              y : scalar
              z : scalar
              W : matrix[2, 2]
              u : vector[2]

            minimize
              loss = (x - y)^2 + (x + y)^4 + z^4 + sum(W.^4) + (u'*u - 1)^2 + (u'*u - 1)^4

            claim least
              at x == 0, y == 0, z == 0, W == zeros(2, 2), u == [1, 0]
              index 0
              nullity 7

            instance one

            verify one
              multi-start starts = 2
            """;

    private static final String ROUND =
            """
            model round "A circle of minima, and nothing else"

            parameters
              u : vector[2]

            minimize
              loss = (u'*u - 1)^2

            claim least
              at u == [1, 0]
              type global-minimum
              nullity 1

            instance one

            verify one
              multi-start starts = 2
            """;

    @TempDir
    private Path folder;

    @Test
    void verify_names_a_basis_of_the_zeros_that_no_symmetry_explains() throws Exception {
        Files.writeString(folder.resolve("flat.model"), MODEL);

        String output = InProcess.run(folder, "verify", "flat.model").text();

        assertThat(output).contains("7 zero", "explain 1 of the zeros; 6 more", "along x + y; z; W[1, 1]; and 3 more");
    }

    @Test
    void solve_names_them_below_the_level() throws Exception {
        Files.writeString(folder.resolve("flat.model"), MODEL.replace("+ z^4 + sum(W.^4)", "+ z^2 + normF(W)^2"));

        String output = InProcess.run(folder, "solve", "flat.model").text();

        assertThat(output).contains("of the nullity 1 by symmetry", "flat beyond symmetry along x + y\n");
        assertThat(InProcess.run(folder, "solve", "flat.model", "--format", "json")
                        .text()
                        .replaceAll("\\s", ""))
                .contains("\"unexplainedBasis\":[{\"parameters\":{\"x\":1.0,\"y\":1.0");
    }

    @Test
    void nothing_is_named_where_the_symmetry_explains_all() throws Exception {
        Files.writeString(folder.resolve("round.model"), ROUND);

        String output = InProcess.run(folder, "verify", "round.model").text();

        assertThat(output).contains("explain 1 of the zeros").doesNotContain("beyond symmetry", "more");
        assertThat(InProcess.run(folder, "solve", "round.model").text())
                .contains("nullity 1")
                .doesNotContain("beyond symmetry");
    }
}
