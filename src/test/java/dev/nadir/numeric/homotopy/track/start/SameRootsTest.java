package dev.nadir.numeric.homotopy.track.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import dev.nadir.numeric.homotopy.Certification;
import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.numeric.homotopy.HomotopyOptions;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.PolynomialRoot;
import dev.nadir.numeric.homotopy.certify.KrawczykCertifier;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every seed finds a start system of its own; the roots of an instance are the same whichever it was. */
@Tag("slow")
class SameRootsTest {

    private static final int SEEDS = 20;

    @ParameterizedTest
    @CsvSource({"2, 2-1-2, 17", "1, 1-2-2, 33"})
    void twenty_seeds_lead_to_the_same_certified_roots_of_an_instance(int samples, String widths, int count) {
        PolynomialFamily family = RegularisedNetwork.family(samples, StructuredHomotopySolverTest.widths(widths));
        PolynomialSystem system = StructuredHomotopySolverTest.draw(family, new Seed(42));
        List<PolynomialRoot> first = StructuredHomotopySolverTest.solve(system, HomotopyOptions.DEFAULTS, 0)
                .roots();

        for (int k = 1; k <= SEEDS; k++) {
            HomotopyResult result = StructuredHomotopySolverTest.solve(system, HomotopyOptions.DEFAULTS, k);
            Certification certification = new KrawczykCertifier().certify(system, result.roots());

            assertThat(result.roots()).as("seed %d: %s", k, result.paths()).hasSize(count);
            assertThat(result.paths().failed()).isZero();
            assertThat(certification.isComplete()).as("seed %d", k).isTrue();
            assertThat(certification.distinctCount()).as("seed %d", k).isEqualTo(count);
            assertThat(first).as("seed %d", k).allSatisfy(root -> assertThat(
                            result.roots().stream().filter(each -> distance(root, each) < 1e-8))
                    .hasSize(1));
        }
    }

    /** The largest difference of coordinates, relative to the size of the first root. */
    private static double distance(PolynomialRoot a, PolynomialRoot b) {
        double size = 1;
        double worst = 0;
        for (int k = 0; k < a.coordinates().size(); k++) {
            Complex x = a.coordinates().get(k);
            Complex y = b.coordinates().get(k);
            size = Math.max(size, Math.hypot(x.real(), x.imaginary()));
            worst = Math.max(worst, Math.hypot(x.real() - y.real(), x.imaginary() - y.imaginary()));
        }
        return worst / size;
    }
}
