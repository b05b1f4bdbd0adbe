package dev.nadir.numeric.homotopy.track.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nadir.base.InternalErrorException;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.homotopy.Certification;
import dev.nadir.numeric.homotopy.HomotopyOptions;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.certify.KrawczykCertifier;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Instances whose complex count is known exactly and whose real critical points were found by another program. */
class GoldenInstancesTest {

    static Stream<JsonNode> instances() {
        try (InputStream in = GoldenInstancesTest.class.getResourceAsStream(
                "/dev/nadir/numeric/homotopy/golden_critical_points.json")) {
            JsonNode all = new ObjectMapper().readTree(in).get("instances");
            return IntStream.range(0, all.size()).mapToObj(all::get).toList().stream();
        } catch (IOException e) {
            throw new InternalErrorException("the golden instances cannot be read: " + e.getMessage(), e);
        }
    }

    @ParameterizedTest
    @MethodSource("instances")
    void complex_and_certified_real_counts_are_the_known_ones(JsonNode golden) {
        PolynomialSystem system = system(golden);

        HomotopyResult result = StructuredHomotopySolverTest.solve(system, HomotopyOptions.DEFAULTS, 1);
        Certification certification = new KrawczykCertifier().certify(system, result.roots());

        int exact = golden.get("exact_complex").asInt();
        boolean isWhole = golden.get("found").asInt() == exact;
        assertThat(result.completeness().isComplete())
                .as(result.completeness().reason())
                .isTrue();
        assertThat(result.roots()).hasSize(exact);
        assertThat(certification.isComplete()).isTrue();
        assertThat(certification.distinctCount()).isEqualTo(exact);
        if (isWhole) {
            assertThat(certification.realCount()).isEqualTo(golden.get("real").asInt());
        } else {
            assertThat(certification.realCount())
                    .isGreaterThanOrEqualTo(golden.get("real").asInt())
                    .isOdd();
        }
    }

    private static PolynomialSystem system(JsonNode golden) {
        int[] widths = IntStream.range(0, golden.get("dims").size())
                .map(i -> golden.get("dims").get(i).asInt())
                .toArray();
        PolynomialFamily family = RegularisedNetwork.family(golden.get("m").asInt(), widths);
        List<Rational> values = new ArrayList<>();
        entries(golden.get("X"), values);
        entries(golden.get("Y"), values);
        golden.get("Lambda").forEach(layer -> entries(layer, values));
        return new PolynomialSystem(family, values);
    }

    private static void entries(JsonNode matrix, List<Rational> values) {
        matrix.forEach(row -> row.forEach(entry -> values.add(Rational.parse(entry.asText()))));
    }
}
