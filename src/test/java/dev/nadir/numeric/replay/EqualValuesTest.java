package dev.nadir.numeric.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.reduction.Reduction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of all stationary points of data with equal singular values or eigenvalues, against searches and Hessians. */
class EqualValuesTest {

    private static String pair(String loss) {
        return "model m\nsizes\n  a >= 1\n  b >= 1\n  h >= 1\ndata\n  B : matrix[a, b]\n  g : scalar > 0\nparameters\n"
                + "  V : matrix[a, h]\n  W : matrix[h, b]\nminimize\n  loss = " + loss + "\n";
    }

    private static String instance(String name, String sizes, String data) {
        return "instance " + name + "\n  " + sizes + "\n  " + data + "\n";
    }

    private static final String PRICED = pair("normF(V*W - B)^2 + g*normF(V)^2 + 3*g*normF(W)^2")
            + instance("alike", "a = 2\n  b = 2\n  h = 1", "B = eye(2)\n  g = 0.2")
            + instance("wide", "a = 3\n  b = 3\n  h = 2", "B = diag([2, 2, 1])\n  g = 0.2")
            + instance("last", "a = 3\n  b = 3\n  h = 2", "B = diag([2, 1, 1])\n  g = 0.2")
            + instance("many", "a = 3\n  b = 3\n  h = 4", "B = eye(3)\n  g = 0.2")
            + instance("zero", "a = 2\n  b = 3\n  h = 2", "B = zeros(2, 3)\n  g = 0.2")
            + instance("edge", "a = 3\n  b = 3\n  h = 2", "B = diag([2, 2, 0.2*sqrt(3)])\n  g = 0.2");

    private static final String FREE = pair("normF(V*W - B)^2 + 0*g")
            + instance("alike", "a = 2\n  b = 2\n  h = 1", "B = eye(2)\n  g = 0.2")
            + instance("wide", "a = 3\n  b = 3\n  h = 2", "B = diag([2, 2, 1])\n  g = 0.2")
            + instance("last", "a = 3\n  b = 3\n  h = 2", "B = diag([2, 1, 1])\n  g = 0.2")
            + instance("zero", "a = 2\n  b = 3\n  h = 2", "B = zeros(2, 3)\n  g = 0.2");

    private static String square(String loss) {
        return "model m\nsizes\n  d >= 1\n  k >= 1\ndata\n  S : spd[d]\n  g : scalar > 0\nparameters\n"
                + "  W : matrix[d, k]\n  v : scalar > 0\nminimize\n  loss = " + loss + "\n";
    }

    private static final String SQUARES = instance("alike", "d = 3\n  k = 1", "S = diag([2, 2, 1])\n  g = 0.5")
            + instance("last", "d = 3\n  k = 2", "S = diag([2, 1, 1])\n  g = 0.5")
            + instance("round", "d = 3\n  k = 2", "S = 2*eye(3)\n  g = 0.5")
            + instance("two", "d = 4\n  k = 2", "S = diag([3, 3, 1, 1])\n  g = 0.5")
            + instance("apart", "d = 4\n  k = 2", "S = diag([5, 3, 2, 1])\n  g = 0.5")
            + instance("all", "d = 4\n  k = 3", "S = diag([5, 3, 2, 1])\n  g = 0.5")
            + instance("edge", "d = 3\n  k = 2", "S = diag([2, 2, 0.5])\n  g = 0.5");

    private static final String HELD =
            square("logdet(W*W' + g*eye(d)) + tr(inv(W*W' + g*eye(d))*S)").replace("  v : scalar > 0\n", "") + SQUARES;

    private static final String LEARNED =
            square("1/2*logdet(W*W' + v*eye(d)) + 1/2*tr(inv(W*W' + v*eye(d))*S) + g") + SQUARES;

    private static final String ROOT =
            square("logdet(2*W*W' + v^2*eye(d)) + tr(inv(2*W*W' + v^2*eye(d))*S) + g") + SQUARES;

    private static final String TIED =
            square("normF(W*W' - S)^2 + g*normF(W)^2").replace("  v : scalar > 0\n", "") + SQUARES;

    private static String text(String model) {
        return switch (model) {
            case "priced" -> PRICED;
            case "free" -> FREE;
            case "held" -> HELD;
            case "learned" -> LEARNED;
            case "root" -> ROOT;
            case "tied" -> TIED;
            default -> throw new IllegalArgumentException(model);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "priced, alike",
        "priced, wide",
        "priced, last",
        "priced, many",
        "priced, zero",
        "priced, edge",
        "free, alike",
        "free, wide",
        "free, last",
        "free, zero",
        "held, alike",
        "held, last",
        "held, round",
        "held, two",
        "held, apart",
        "held, edge",
        "learned, alike",
        "learned, last",
        "learned, round",
        "learned, two",
        "learned, apart",
        "learned, all",
        "root, two",
        "root, apart",
        "tied, alike",
        "tied, last",
        "tied, round",
        "tied, two",
        "tied, edge"
    })
    void every_point_of_the_list_is_stationary_and_of_its_type_index_and_nullity(String model, String instance) {
        List<String> failures = new ArrayList<>();

        List<StationaryBench.Stationary> listed =
                StationaryBench.of(text(model), instance, 1).listed(failures);

        assertThat(failures).isEmpty();
        assertThat(listed).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "priced, alike", "priced, wide", "priced, last", "held, alike", "held, last", "held, two",
        "learned, alike", "learned, last", "learned, apart", "tied, alike", "tied, last", "tied, two"
    })
    void whatever_a_search_finds_is_listed_value_by_value_and_index_by_index(String model, String instance) {
        assertThat(StationaryBench.of(text(model), instance, 1).failures(60)).isEmpty();
    }

    @Test
    void the_lists_say_that_they_are_complete() {
        for (String model : List.of("priced", "free", "held", "learned", "tied")) {
            String first = model.equals("held") || model.equals("learned") || model.equals("tied") ? "alike" : "wide";
            Reduction reduction = StationaryBench.of(text(model), first, 1).reduction();

            assertThat(reduction.completeness().unlisted()).as(model).isEmpty();
        }
    }
}
