package dev.nadir.numeric.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.reduction.Reduction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
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

    private static String coder(String loss) {
        return "model m\nsizes\n  d >= 1\n  k >= 1\n  n >= 1\ndata\n  X : matrix[d, n]\n  g : scalar > 0\nparameters\n"
                + "  V : matrix[d, k]\n  W : matrix[k, d]\nminimize\n  loss = " + loss + "\n";
    }

    private static final String CODERS = instance("alike", "d = 3\n  k = 1\n  n = 3", "X = diag([2, 2, 1])\n  g = 0.5")
            + instance("last", "d = 3\n  k = 2\n  n = 3", "X = diag([2, 1, 1])\n  g = 0.5")
            + instance("round", "d = 3\n  k = 4\n  n = 4", "X = 2*eye(4)[1..3, :]\n  g = 0.5")
            + instance("two", "d = 4\n  k = 2\n  n = 4", "X = diag([3, 3, 1, 1])\n  g = 0.2")
            + instance("edge", "d = 3\n  k = 2\n  n = 3", "X = diag([2, 2, sqrt(0.5*sqrt(3))])\n  g = 0.5");

    private static final String CODER = coder("normF(X - V*W*X)^2 + g*normF(V)^2 + 3*g*normF(W)^2") + CODERS;

    private static final String DENOISER =
            coder("normF(X - V*W*X)^2 + 0.3*normF(V*W)^2 + g*normF(V)^2 + 3*g*normF(W)^2") + CODERS;

    private static String deep(String factors, String prices) {
        return "model m\nsizes\n  a >= 1\n  b >= 1\n  h >= 1\ndata\n  B : matrix[a, b]\n  g : scalar > 0\nparameters\n"
                + "  V : matrix[a, h]\n" + factors + "  W : matrix[h, b]\nminimize\n  loss = " + prices + "\n"
                + instance("alike", "a = 2\n  b = 2\n  h = 1", "B = 2*eye(2)\n  g = 0.1")
                + instance("full", "a = 2\n  b = 2\n  h = 2", "B = 2*eye(2)\n  g = 0.1")
                + instance("wide", "a = 3\n  b = 3\n  h = 2", "B = diag([2, 2, 1])\n  g = 0.1")
                + instance("last", "a = 3\n  b = 3\n  h = 2", "B = diag([2, 1, 1])\n  g = 0.1")
                + instance("many", "a = 3\n  b = 4\n  h = 4", "B = diag([2, 2, 2])*eye(4)[1..3, :]\n  g = 0.1")
                + instance("two", "a = 4\n  b = 4\n  h = 3", "B = diag([3, 3, 2, 2])\n  g = 0.1")
                + instance("dead", "a = 3\n  b = 3\n  h = 2", "B = diag([2, 0.1, 0.1])\n  g = 0.1")
                + instance("none", "a = 3\n  b = 3\n  h = 2", "B = 0.1*eye(3)\n  g = 0.1");
    }

    private static final String THREE =
            deep("  U : matrix[h, h]\n", "normF(V*U*W - B)^2 + g*normF(V)^2 + 2*g*normF(U)^2 + 1/2*g*normF(W)^2");

    private static final String FOUR = deep(
            "  U : matrix[h, h]\n  T : matrix[h, h]\n",
            "normF(V*U*T*W - B)^2 + g*(normF(V)^2 + normF(U)^2 + 2*normF(T)^2 + normF(W)^2)");

    private static String text(String model) {
        return switch (model) {
            case "three" -> THREE;
            case "four" -> FOUR;
            case "priced" -> PRICED;
            case "free" -> FREE;
            case "held" -> HELD;
            case "learned" -> LEARNED;
            case "root" -> ROOT;
            case "tied" -> TIED;
            case "coder" -> CODER;
            case "denoiser" -> DENOISER;
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
        "tied, edge",
        "coder, alike",
        "coder, last",
        "coder, round",
        "coder, two",
        "coder, edge",
        "denoiser, alike",
        "denoiser, last",
        "denoiser, edge",
        "three, alike",
        "three, full",
        "three, wide",
        "three, last",
        "three, many",
        "three, two",
        "three, dead",
        "three, none",
        "four, full",
        "four, last"
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
        "learned, alike", "learned, last", "learned, apart", "tied, alike", "tied, last", "tied, two",
        "coder, alike", "coder, last", "denoiser, two"
    })
    void whatever_a_search_finds_is_listed_value_by_value_and_index_by_index(String model, String instance) {
        assertThat(StationaryBench.of(text(model), instance, 1).failures(60)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"three, alike", "three, full", "three, wide", "three, last"})
    void a_search_finds_nothing_that_is_not_listed(String model, String instance) {
        assertThat(StationaryBench.of(text(model), instance, 1).unlisted(40)).isEmpty();
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"three, many", "three, two", "four, alike", "four, full", "four, wide", "four, many"})
    void a_longer_search_finds_nothing_that_is_not_listed(String model, String instance) {
        assertThat(StationaryBench.of(text(model), instance, 1).unlisted(60)).isEmpty();
    }

    @Test
    void equal_modes_on_different_roots_are_one_family_for_each_number_of_either() {
        List<String> failures = new ArrayList<>();

        List<String> listed = StationaryBench.of(THREE, "full", 1).listed(failures).stream()
                .map(StationaryBench.Stationary::what)
                .filter(what -> what.startsWith("STRICT_SADDLE"))
                .toList();

        // One or two on barriers, and one on a barrier beside one in its valley, which comes first.
        assertThat(failures).isEmpty();
        assertThat(listed).hasSize(3);
        assertThat(listed).anyMatch(what -> what.contains("{1, 2}") && what.contains("= {2}"));
    }

    @ParameterizedTest
    @CsvSource({
        "priced, 1e-7, true", "priced, 3e-9, false", "priced, 1e-10, false", "priced, 0, false",
        "free, 1e-7, true", "free, 3e-9, false", "free, 1e-10, false", "free, 0, false",
        "held, 1e-7, true", "held, 3e-9, false", "held, 1e-10, false", "held, 0, false",
        "tied, 1e-7, true", "tied, 3e-9, false", "tied, 1e-10, false", "tied, 0, false"
    })
    void values_are_distinct_or_equal_whatever_their_gap(String model, double gap, boolean isDistinct) {
        List<String> failures = new ArrayList<>();
        boolean isPair = model.equals("priced") || model.equals("free");
        String sizes = isPair ? "a = 3\n  b = 3\n  h = 2" : "d = 3\n  k = 2";
        String data = (isPair ? "B" : "S") + " = diag([2, 1 + " + String.format(Locale.ROOT, "%.12f", gap)
                + ", 1])\n  g = 0.2";

        List<String> listed =
                StationaryBench.of(text(model) + instance("near", sizes, data), "near", 1).listed(failures).stream()
                        .map(StationaryBench.Stationary::what)
                        .filter(what -> what.contains("J"))
                        .toList();

        // Two thirds of the sets take the values in their order, and the best of all is no saddle.
        assertThat(listed.stream().anyMatch(what -> what.contains("{3}"))).isEqualTo(isDistinct);
        assertThat(listed.stream().anyMatch(what -> what.contains("{1, 3}"))).isEqualTo(isDistinct);
        assertThat(listed).hasSize(isDistinct ? 6 : 4);
        // Below the gap that makes them equal the eigenvalues of the Hessian count as zero, too.
        assertThat(failures).matches(each -> isDistinct || each.isEmpty());
    }

    @Test
    void small_values_beside_a_large_one_are_distinct_if_they_are_so_of_their_own_size() {
        String sizes = "a = 3\n  b = 3\n  h = 2";
        String apart = instance("apart", sizes, "B = diag([1, 2e-9, 1e-9])\n  g = 1e-10");
        String alike = instance("alike2", sizes, "B = diag([1, 1e-9, 1e-9])\n  g = 1e-10");

        List<StationaryBench.Stationary> two =
                StationaryBench.of(PRICED + apart, "apart", 1).listed(new ArrayList<>());
        List<StationaryBench.Stationary> one =
                StationaryBench.of(PRICED + alike, "alike2", 1).listed(new ArrayList<>());

        assertThat(two).anyMatch(each -> each.what().contains("{1, 3}"));
        assertThat(one)
                .noneMatch(each -> each.what().contains("{1, 3}"))
                .anyMatch(each -> each.what().contains("{1, 2}") || each.what().contains("{1}"));
    }

    @ParameterizedTest
    @CsvSource({
        "priced, 1e-15",
        "priced, -1e-15",
        "priced, 1e-11",
        "held, 1e-15",
        "held, -1e-15",
        "held, 1e-11",
        "tied, 1e-15",
        "tied, -1e-15"
    })
    void a_value_at_the_threshold_is_off_on_either_side_of_it(String model, double more) {
        List<String> failures = new ArrayList<>();
        boolean isPair = model.equals("priced");
        String level = isPair ? "0.2*sqrt(3)" : model.equals("held") ? "0.5" : "0.25";
        String data = (isPair ? "B" : "S") + " = diag([2, 1, " + level + "*(1 + "
                + String.format(Locale.ROOT, "%.17f", more) + ")])\n  g = " + (isPair ? "0.2" : "0.5");
        String sizes = isPair ? "a = 3\n  b = 3\n  h = 2" : "d = 3\n  k = 2";

        List<StationaryBench.Stationary> listed = StationaryBench.of(text(model) + instance("at", sizes, data), "at", 1)
                .listed(failures);

        assertThat(failures).isEmpty();
        assertThat(listed).noneMatch(each -> each.what().contains("3"));
    }

    @Test
    void the_lists_say_that_they_are_complete() {
        for (String model : List.of("priced", "free", "held", "learned", "tied", "coder", "denoiser")) {
            String first = model.equals("priced") || model.equals("free") ? "wide" : "alike";
            Reduction reduction = StationaryBench.of(text(model), first, 1).reduction();

            assertThat(reduction.completeness().unlisted()).as(model).isEmpty();
        }
    }
}
