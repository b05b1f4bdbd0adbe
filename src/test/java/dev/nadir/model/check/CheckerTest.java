package dev.nadir.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.model.SourceFile;
import dev.nadir.model.syntax.ModelParser;
import dev.nadir.model.syntax.Unchecked;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckerTest {

    private static final String HEAD =
            """
            model m "m"

            sizes
              L            >= 2
              n            >= 1
              k            < n
              d[i in 0..L] >= 1

            data
              X : matrix[d[0], n]
              Y : matrix[d[L], n]
              S : spd[n]
              c : scalar > 0

            random
              eps : vector[n] ~ independent(mean = 0, variance = c)

            parameters
              W[i in 1..L] : matrix[d[i], d[i-1]]
              v            : vector[n]
              s            : scalar

            let
              r = min(d)
              lambda, U = eig(S)
              t =\s""";

    private static Unchecked parse(String text) {
        Unchecked unchecked = ModelParser.parse(new SourceFile(Path.of("m.model"), "m.model", text, ""));
        assertThat(unchecked.diagnostics()).isEmpty();
        return unchecked;
    }

    private static List<Diagnostic> check(String text) {
        Unchecked unchecked = parse(text);
        return Checker.check(unchecked.model(), unchecked.brokenNames());
    }

    private static String model(String let) {
        return HEAD + let + "\n\nminimize\n  loss = normF(v)^2\n";
    }

    private static String shapeOf(String formula) {
        String text = model(formula);
        assertThat(check(text)).as(formula).isEmpty();
        return ShapeTable.of(parse(text).model()).shapes().get("t") + "";
    }

    private static Diagnostic refuse(String formula) {
        List<Diagnostic> diagnostics = check(model(formula));
        assertThat(diagnostics).as(formula).hasSize(1);
        return diagnostics.get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "product(i in L..1, W[i])                  | d[L] x d[0]",
                "product(i in L..2, W[i])                  | d[L] x d[1]",
                "product(i in 1..L, W[i]')                 | d[0] x d[L]",
                "product(i in 2..2, W[i])                  | d[2] x d[1]",
                "product(i in 1..n, S)                     | n x n",
                "sum(i in 1..L-1, normF(W[i+1]*W[i]))      | scalar",
                "product(i in L..1, W[i])*X - Y            | d[L] x n",
                "sum(i in 1..L, normF(W[i])^2)             | scalar",
                "W[2]*W[1]                                 | d[2] x d[0]",
                "W[L]                                      | d[L] x d[L-1]",
                "U[:, 1..r]                                | n x r",
                "U[:, 1..k]*diag(sqrt(lambda[1..k] - c))   | n x k",
                "lambda[k+1..n]                            | -k+n x 1",
                "lambda[1]                                 | scalar",
                "U[1, :]*v                                 | scalar",
                "v'*S*v                                    | scalar",
                "v*v'                                      | n x n",
                "inv(S)*v                                  | n x 1",
                "diagonal(S) + 1                           | n x 1",
                "max(lambda[1..k], c)                      | k x 1",
                "log(v)./v + c                             | n x 1",
                "eye(n) + ones(n, n) - zeros(n, n)         | n x n",
                "X'*inv(X*X')*X                            | n x n",
                "d[0]*d[L] + n^2                           | scalar",
                "E[normF(v + eps)^2]                       | scalar",
                "tr(S) + det(S) + logdet(S) + rank(X) + pi | scalar",
                "s^2 + s^-1 + 2^s                          | scalar",
                "v.^2 .* exp(v)                            | n x 1",
                "[1, 2, 3]                                 | 3 x 1",
                "[[1, 2, 3], [4, 5, 6]]                    | 2 x 3",
                "sum(d)                                    | scalar"
            })
    void a_formula_has_its_shape_for_all_sizes(String formula, String shape) {
        String found = shapeOf(formula);

        assertThat(found).isEqualTo(shape);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "X*Y                          | SHAPE_MISMATCH     | 26:7",
                "1 + X*Y'*v                   | SHAPE_MISMATCH     | 26:11",
                "S + 1                        | SHAPE_MISMATCH     | 26:7",
                "v + lambda[1..k]             | SHAPE_MISMATCH     | 26:7",
                "tr(X)                        | SHAPE_MISMATCH     | 26:10",
                "diag(S)                      | SHAPE_MISMATCH     | 26:12",
                "v/v                          | SHAPE_MISMATCH     | 26:7",
                "X^2                          | SHAPE_MISMATCH     | 26:7",
                "sum(i in 1..L, W[i])         | SHAPE_MISMATCH     | 26:22",
                "[[1, 2], [3]]                | SHAPE_MISMATCH     | 26:7",
                "product(i in 1..L, W[i])     | TELESCOPE          | 26:26",
                "product(i in L..1, W[i]')    | TELESCOPE          | 26:26",
                "sum(i in L..1, tr(S))        | INDEX              | 26:7",
                "product(i in 3..L, W[i])     | TELESCOPE          | 26:7",
                "product(i in L-1..2, W[i])   | TELESCOPE          | 26:7",
                "W*X                          | INDEX              | 26:7",
                "W[0]                         | INDEX              | 26:9",
                "W[L+1]                       | INDEX              | 26:9",
                "sum(i in 1..L, tr(W[i+1]))   | INDEX              | 26:27",
                "lambda[0]                    | INDEX              | 26:14",
                "lambda[1..n+1]               | INDEX              | 26:17",
                "S[1]                         | INDEX              | 26:7",
                "s[1]                         | INDEX              | 26:7",
                "W[s]                         | SIZE_NEEDED        | 26:9",
                "eye(s)                       | SIZE_NEEDED        | 26:11",
                "W[1/2]                       | SIZE_NEEDED        | 26:9",
                "normf(v)                     | UNKNOWN_WORD       | 26:7",
                "normF                        | UNKNOWN_NAME       | 26:7",
                "normF(v, v)                  | FUNCTION_ARGUMENTS | 26:7",
                "csv(`X.csv`)                 | FUNCTION_ARGUMENTS | 26:7",
                "normF(v, scale = 2)          | UNKNOWN_WORD       | 26:24",
                "V                            | UNKNOWN_NAME       | 26:7",
                "i                            | UNKNOWN_NAME       | 26:7"
            })
    void a_formula_without_a_shape_is_refused_at_its_own_place(String formula, ErrorCode code, String place) {
        Diagnostic diagnostic = refuse(formula.replace('`', '"'));

        assertThat(diagnostic.code()).isEqualTo(code);
        assertThat(diagnostic.span()).hasToString("m.model:" + place);
    }

    @Test
    void one_mistake_is_reported_once_although_much_depends_on_it() {
        String text = model("X*Y\n  u = t + 1\n  w = u*t\n  z = normF(w)^2");

        assertThat(check(text)).hasSize(1);
    }

    @Test
    void several_mistakes_are_reported_together() {
        String text = model("X*Y\n  u = V\n  w = W[0]");

        assertThat(check(text))
                .extracting(Diagnostic::code)
                .containsExactly(ErrorCode.SHAPE_MISMATCH, ErrorCode.UNKNOWN_NAME, ErrorCode.INDEX);
    }

    @Test
    void the_message_of_a_mismatch_names_both_shapes_and_what_would_fit() {
        Diagnostic diagnostic = refuse("Y*X");

        assertThat(diagnostic.value()).isEqualTo("Y is d[L] x n, X is d[0] x n");
        assertThat(diagnostic.cause()).contains("n is not d[0]");
        assertThat(diagnostic.fix()).isEqualTo("Did you mean Y*X'?");
    }

    @Test
    void a_scalar_on_a_square_matrix_is_refused_with_the_identity_as_remedy() {
        assertThat(refuse("S + c").fix())
                .isEqualTo("Write c*eye(n) for a multiple of the identity, c*ones(n, n) for every entry.");
    }

    @Test
    void noise_in_a_let_is_fine_as_long_as_the_loss_takes_its_mean() {
        String fine = HEAD + "v + eps\n\nminimize\n  loss = E[normF(t)^2]\n";
        String wrong = HEAD + "v + eps\n\nminimize\n  loss = normF(t)^2\n";

        assertThat(check(fine)).isEmpty();
        assertThat(check(wrong)).extracting(Diagnostic::code).containsExactly(ErrorCode.RANDOM_OUTSIDE);
    }

    @Test
    void a_name_is_used_only_below_its_declaration() {
        String text = HEAD + "u\n  u = normF(v)\n\nminimize\n  loss = normF(v)^2\n";

        assertThat(check(text)).extracting(Diagnostic::code).containsExactly(ErrorCode.UNKNOWN_NAME);
    }

    @Test
    void a_function_cannot_be_declared() {
        String text = HEAD + "1\n  log = 2\n\nminimize\n  loss = normF(v)^2\n";

        assertThat(check(text)).extracting(Diagnostic::code).containsExactly(ErrorCode.DUPLICATE_NAME);
    }

    private static List<ErrorCode> codesOfClaim(String lines) {
        return check(model("1") + "\nclaim c \"c\"\n" + lines.indent(2)).stream()
                .map(Diagnostic::code)
                .toList();
    }

    @Test
    void a_claim_that_fits_is_accepted() {
        assertThat(codesOfClaim("let m, Q = eig(S)\nneeds m[1] > c\nvalue m[1]\nat v == Q[:, 1], s == c"))
                .isEmpty();
        assertThat(codesOfClaim("conserved W[i+1]'*W[i+1] - W[i]*W[i]' for i in 1..L-1"))
                .isEmpty();
        assertThat(codesOfClaim("values sum(lambda[J]) for J in subsets(1..n, at-most r)"))
                .isEmpty();
        assertThat(codesOfClaim("values lambda[j] for j in 1..n")).isEmpty();
        assertThat(codesOfClaim("at W[i] == zeros(d[i], d[i-1]) for i in 1..L\ntype saddle\nindex 0\niff c > 1"))
                .isEmpty();
        assertThat(codesOfClaim("fixed s in [0.5, 2]\nholds tr(S) >= 0")).isEmpty();
    }

    @Test
    void a_claim_that_does_not_fit_is_refused() {
        assertThat(codesOfClaim("value v")).containsExactly(ErrorCode.SHAPE_MISMATCH);
        assertThat(codesOfClaim("value 0\nat v == S")).containsExactly(ErrorCode.SHAPE_MISMATCH);
        assertThat(codesOfClaim("value 0\nup-to nothing")).containsExactly(ErrorCode.CLAIM_REFERENCE);
        assertThat(codesOfClaim("fixed q\nvalue 0")).containsExactly(ErrorCode.CLAIM_REFERENCE);
        assertThat(codesOfClaim("fixed s in [v]\nvalue 0")).containsExactly(ErrorCode.SHAPE_MISMATCH);
        assertThat(codesOfClaim("conserved W[i+1] for i in 1..L")).containsExactly(ErrorCode.INDEX);
        assertThat(codesOfClaim("holds tr(S)")).containsExactly(ErrorCode.CONDITION);
        assertThat(codesOfClaim("holds normF(v + eps) >= 0")).containsExactly(ErrorCode.RANDOM_OUTSIDE);
        assertThat(codesOfClaim("values lambda[1] for J in S")).containsExactly(ErrorCode.FUNCTION_ARGUMENTS);
        assertThat(codesOfClaim("let v = 1\nvalue 0")).containsExactly(ErrorCode.DUPLICATE_NAME);
    }

    @Test
    void names_of_a_claim_are_its_own() {
        String text = model("1") + "\nclaim a \"a\"\n  let m = 1\n  value m\n\nclaim b \"b\"\n  let m = 2\n  value m\n";

        assertThat(check(text)).isEmpty();
    }

    private static List<ErrorCode> codesOfInstance(String lines) {
        return check(model("1") + "\ninstance a \"a\"\n" + lines.indent(2)).stream()
                .map(Diagnostic::code)
                .toList();
    }

    private static List<ErrorCode> codesOfClaim(String... lines) {
        String text = model("1").replace("independent(mean = 0, variance = c)", "gaussian(variance = c)")
                + "\nclaim c\n  " + String.join("\n  ", lines) + "\n";
        return check(text).stream().map(Diagnostic::code).toList();
    }

    @Test
    void claims_about_means_are_accepted() {
        assertThat(codesOfClaim("holds probability(eps[1] <= s) >= 1/2")).isEmpty();
        assertThat(codesOfClaim("let m = E[normF(eps)]", "holds m <= x for x in [1, 2]", "sampled variance = x"))
                .isEmpty();
        assertThat(codesOfClaim(
                        "for u : vector[n], q : scalar > 0", "holds E[abs(u'*eps)] <= q", "sampled kurtosis = 3"))
                .isEmpty();
        assertThat(codesOfClaim("holds E[f[1]] >= 0", "let f = normcdf(eps)", "sampled bounds = [0, 1], error = 1e-6"))
                .isEmpty();
        assertThat(codesOfClaim("let q = x^2", "holds gaussian_delta(q, 1) <= zcdp_rho(x, 1e-6) for x in [1, 2]"))
                .isEmpty();
        assertThat(codesOfClaim("let a, p, q = eig(S, zeros(n, n))", "holds normF(p)^2 + normF(q)^2 == n"))
                .isEmpty();
    }

    @Test
    void a_flow_has_a_start_and_a_time() {
        assertThat(codesOfClaim("along t2 in 0..1, s == exp(-t2)*initial(s)")).isEmpty();
        assertThat(codesOfClaim("from s == 1", "let g = t2*initial(s)", "along t2 in 0..1, s <= g"))
                .isEmpty();
        assertThat(codesOfClaim("holds initial(s) == s")).containsExactly(ErrorCode.FUNCTION_ARGUMENTS);
        assertThat(codesOfClaim("along t2 in 0..1, s == initial(s, s)")).containsExactly(ErrorCode.FUNCTION_ARGUMENTS);
        assertThat(codesOfClaim("along t2 in 0..1, v == initial(s)")).containsExactly(ErrorCode.SHAPE_MISMATCH);
        assertThat(codesOfClaim("along t2 in 0..v, s == initial(s)")).containsExactly(ErrorCode.SHAPE_MISMATCH);
        assertThat(codesOfClaim("along n in 0..1, s == initial(s)")).containsExactly(ErrorCode.DUPLICATE_NAME);
        assertThat(codesOfClaim("from s == v", "along t2 in 0..1, s == initial(s)"))
                .containsExactly(ErrorCode.SHAPE_MISMATCH);
    }

    @Test
    void claims_about_means_that_make_no_sense_are_refused() {
        assertThat(codesOfClaim("holds eps[1] <= s")).containsExactly(ErrorCode.RANDOM_OUTSIDE);
        assertThat(codesOfClaim("holds probability(s) >= 1/2")).containsExactly(ErrorCode.FUNCTION_ARGUMENTS);
        assertThat(codesOfClaim("holds probability(eps <= s) >= 1/2")).containsExactly(ErrorCode.SHAPE_MISMATCH);
        assertThat(codesOfClaim("holds s <= 1", "sampled draws = 9")).containsExactly(ErrorCode.CLAIM_STATEMENT);
        assertThat(codesOfClaim("holds E[exp(s)] <= 1", "sampled draw = 9")).containsExactly(ErrorCode.METHOD_OPTION);
        assertThat(codesOfClaim("holds E[exp(s)] <= 1", "sampled draws = 1/2"))
                .containsExactly(ErrorCode.METHOD_OPTION);
        assertThat(codesOfClaim("holds E[exp(s)] <= 1", "sampled error = 0.1"))
                .containsExactly(ErrorCode.METHOD_OPTION);
        assertThat(codesOfClaim("holds E[exp(s)] <= 1", "sampled bounds = [0, 1, 2]"))
                .containsExactly(ErrorCode.METHOD_OPTION);
        assertThat(codesOfClaim("holds E[exp(s)] <= 1", "sampled variance = 1, bounds = [0, 1]"))
                .containsExactly(ErrorCode.METHOD_OPTION);
        assertThat(codesOfClaim("holds E[exp(s)] <= 1", "sampled truncated = 1"))
                .containsExactly(ErrorCode.METHOD_OPTION);
        assertThat(codesOfClaim("for u : spd[n]", "holds E[exp(s)] <= tr(u)"))
                .containsExactly(ErrorCode.CLAIM_STATEMENT);
        assertThat(codesOfClaim("for u : scalar > 1", "holds s <= u")).containsExactly(ErrorCode.CLAIM_STATEMENT);
        assertThat(codesOfClaim("for u[i in 1..L] : scalar", "holds s <= 1"))
                .containsExactly(ErrorCode.CLAIM_STATEMENT);
        assertThat(codesOfClaim("holds gaussian_sigma(1) <= s")).containsExactly(ErrorCode.FUNCTION_ARGUMENTS);
        assertThat(codesOfClaim("holds gaussian_sigma(1, v) <= s")).containsExactly(ErrorCode.FUNCTION_ARGUMENTS);
        assertThat(codesOfClaim("for v : scalar", "holds s <= v")).contains(ErrorCode.DUPLICATE_NAME);
        assertThat(codesOfClaim("holds s <= x for x in [v, 1]")).containsExactly(ErrorCode.SHAPE_MISMATCH);
    }

    @Test
    void whole_numbers_that_are_swept_over_are_sizes_and_others_are_not() {
        String parts = "holds tr(S[1..m, 1..m]*eye(m)) <= m*tr(S) ";

        assertThat(codesOfClaim(parts + "for m in [1, 2, 4]")).isEmpty();
        assertThat(codesOfClaim("let A = eye(m)", "holds tr(A*S) >= 0 for m in [1, 2]"))
                .containsExactly(ErrorCode.SHAPE_MISMATCH);
        assertThat(codesOfClaim(parts + "for m in [1, 2.5]")).contains(ErrorCode.SIZE_NEEDED);
        assertThat(codesOfClaim(parts + "for m in [0, 2]")).contains(ErrorCode.SIZE_NEEDED);
        assertThat(codesOfClaim("let A = eye(3)", "holds tr(A[1..m, 1..m]) == m for m in [2, 4]"))
                .containsExactly(ErrorCode.INDEX);
        assertThat(codesOfClaim("holds sum(eig(X, S)) <= s")).containsExactly(ErrorCode.SHAPE_MISMATCH);
    }

    @Test
    void a_random_let_of_one_claim_is_unknown_to_the_next() {
        String claims =
                "\nclaim a\n  let z = normF(eps)\n  holds E[z] >= 0\n\nclaim b\n  let z = s^2\n  holds z >= 0\n";

        assertThat(check(model("1") + claims)).isEmpty();
    }

    @Test
    void gaussian_laws_of_matrices_take_one_variance() {
        String matrix = HEAD.replace("independent(mean = 0, variance = c)", "gaussian(variance = c)");

        assertThat(check(matrix.replace("eps : vector[n]", "eps : matrix[n, k]") + "1\n\nminimize\n  loss = s^2\n"))
                .isEmpty();
        assertThat(check(matrix.replace("eps : vector[n]", "eps : symmetric[n]") + "1\n\nminimize\n  loss = s^2\n"))
                .isEmpty();
        assertThat(check(matrix.replace("eps : vector[n]", "eps : matrix[n, k]")
                                .replace("variance = c", "covariance = S")
                        + "1\n\nminimize\n  loss = s^2\n"))
                .extracting(Diagnostic::code)
                .containsExactly(ErrorCode.LAW);
        assertThat(check(matrix.replace("variance = c", "mean = 0") + "1\n\nminimize\n  loss = s^2\n"))
                .extracting(Diagnostic::code)
                .containsExactly(ErrorCode.LAW);
    }

    private static final String SIZES = "L = 2\nn = 3\nk = 1\nd = [2, 3, 4]\n";
    private static final String DATA = "X = gaussian(d[0], n)\nY = gaussian(4, 3)\nS = wishart(n, 5)\nc = 1/2\n";

    @Test
    void an_instance_that_fits_is_accepted() {
        assertThat(codesOfInstance(SIZES + DATA)).isEmpty();
        assertThat(codesOfInstance(SIZES + DATA + "seed = 7")).isEmpty();
        assertThat(codesOfInstance(SIZES + DATA.replace("wishart(n, 5)", "covariance(gaussian(9, n))")))
                .isEmpty();
        assertThat(codesOfInstance(SIZES + DATA.replace("wishart(n, 5)", "spectrum([3, 2, 1])")))
                .isEmpty();
        assertThat(codesOfInstance(SIZES + DATA.replace("wishart(n, 5)", "moment(clip(gaussian(9, n), 1))")))
                .isEmpty();
        assertThat(codesOfInstance(SIZES + DATA.replace("wishart(n, 5)", "covariance(clip(gaussian(9, n)))")))
                .containsExactly(ErrorCode.FUNCTION_ARGUMENTS);
        assertThat(codesOfInstance(SIZES.replace("[2, 3, 4]", "[n-1, n, n+1]") + DATA))
                .isEmpty();
    }

    @Test
    void an_instance_that_does_not_fit_is_refused() {
        assertThat(codesOfInstance(SIZES))
                .containsExactly(
                        ErrorCode.SETTING_MISSING,
                        ErrorCode.SETTING_MISSING,
                        ErrorCode.SETTING_MISSING,
                        ErrorCode.SETTING_MISSING);
        assertThat(codesOfInstance(SIZES.replace("k = 1", "k = 3") + DATA)).containsExactly(ErrorCode.SETTING_PROPERTY);
        assertThat(codesOfInstance(SIZES.replace("[2, 3, 4]", "[2, 3]") + DATA))
                .containsExactly(ErrorCode.SETTING_SHAPE);
        assertThat(codesOfInstance(SIZES.replace("[2, 3, 4]", "[2, 0, 4]") + DATA))
                .containsExactly(ErrorCode.SETTING_PROPERTY);
        assertThat(codesOfInstance(SIZES + DATA.replace("(4, 3)", "(3, 4)"))).containsExactly(ErrorCode.SETTING_SHAPE);
        assertThat(codesOfInstance(SIZES + DATA + "q = 1")).containsExactly(ErrorCode.UNKNOWN_NAME);
        assertThat(codesOfInstance(SIZES + DATA + "seed = 1.5")).containsExactly(ErrorCode.SETTING_VALUE);
        assertThat(codesOfInstance(SIZES + DATA.replace("wishart(n, 5)", "wishart(n)")))
                .containsExactly(ErrorCode.FUNCTION_ARGUMENTS);
        assertThat(codesOfInstance(SIZES + DATA.replace("wishart", "wishard"))).containsExactly(ErrorCode.UNKNOWN_WORD);
    }
}
