package dev.nadir.model.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.grammar.NadirLexer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FormatterTest {

    static List<Path> models() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("models"))) {
            return files.filter(file -> file.toString().endsWith(".model"))
                    .filter(file -> !file.getFileName().toString().matches("nd-[fg].*"))
                    .sorted()
                    .toList();
        }
    }

    /** The words that the parser sees; where they are the same, so is the model. */
    private static List<String> words(String text) {
        NadirLexer lexer = new NadirLexer(CharStreams.fromString(text.stripTrailing() + "\n"));
        return lexer.getAllTokens().stream()
                .filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL)
                .map(token -> token.getType() + (token.getType() == NadirLexer.END ? "" : " " + token.getText()))
                .toList();
    }

    private static List<String> comments(String text) {
        return Pattern.compile("#.*")
                .matcher(text)
                .results()
                .map(found -> found.group().strip())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_layout_keeps_every_word_and_comment_and_is_not_changed_twice(Path file) throws IOException {
        String text = Files.readString(file);

        String formatted = Formatter.format(text);

        assertThat(words(formatted)).isEqualTo(words(text));
        assertThat(comments(formatted)).isEqualTo(comments(text));
        assertThat(Formatter.format(formatted)).isEqualTo(formatted);
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_model_without_any_layout_gets_the_same_one(Path file) throws IOException {
        String text = Files.readString(file);
        String spread = text.replaceAll("(?m)^ +", "\t   ").replace("\n", "  \r\n");

        assertThat(Formatter.format(spread)).isEqualTo(Formatter.format(text));
    }

    @ParameterizedTest
    @CsvSource({"models/deep-linear-network/deep-linear-network.model", "models/linear-vae/linear-vae.model"})
    void the_shipped_models_are_laid_out(String file) throws IOException {
        String text = Files.readString(Path.of(file));

        assertThat(Formatter.format(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a+b-c                       | a + b - c",
                "1/2*normF( P * X-Y )^2      | 1/2 * normF(P*X - Y)^2",
                "1/(2*s2)*(tr(A)+1)          | 1/(2*s2) * (tr(A) + 1)",
                "- a*-b                      | -a*-b",
                "(a+b)*c                     | (a + b)*c",
                "W[i - 1]*W[ i+1 ]'          | W[i-1]*W[i+1]'",
                "U[ : ,1 .. r]               | U[:, 1..r]",
                "lambda[k + 1..d]            | lambda[k+1..d]",
                "sum( i in 1 ..L - 1,W[i] )  | sum(i in 1..L-1, W[i])",
                "E[ normF(a+b)^2 ]           | E[normF(a + b)^2]",
                "a.*b ./c.^2                 | a.*b./c.^2",
                "[1,-2 ,3+4]                 | [1, -2, 3 + 4]",
                "2^-1                        | 2^-1",
                "value*index+at              | value*index + at",
                "csv( `x.csv`,columns=1 .. 3)| csv(`x.csv`, columns = 1..3)"
            })
    void formulas_have_one_spacing(String written, String laidOut) {
        String text = "let\n x=" + written.replace('`', '"') + "\n";

        String formatted = Formatter.format(text);

        assertThat(formatted).isEqualTo("let\n  x = " + laidOut.replace('`', '"') + "\n");
    }

    @Test
    void comments_stay_with_what_they_are_about() {
        String text =
                """
                # about the file
                model m "m"
                # about sizes
                sizes   # all of them
                 # the first
                 n>=1 # rows


                 k>=1 "columns" # more
                # the end
                """;

        assertThat(Formatter.format(text))
                .isEqualTo(
                        """
                        # about the file
                        model m "m"

                        # about sizes
                        sizes    # all of them
                          # the first
                          n >= 1    # rows

                          k >= 1    "columns"  # more
                        # the end
                        """);
    }

    @Test
    void line_breaks_inside_brackets_stay() {
        String text = "let\n  x = (a +   # first\n  b)\n";

        assertThat(Formatter.format(text)).isEqualTo("let\n  x = (a +  # first\n      b)\n");
    }

    @Test
    void methods_and_claims_stand_in_columns() {
        String text =
                """
                claim c "c"
                 needs a>0
                 value   1
                verify small
                 multi-start starts=50(thorough 400),seed=7
                 gradient-flow from=balanced(scale=0.1)
                """;

        assertThat(Formatter.format(text))
                .isEqualTo(
                        """
                        claim c "c"
                          needs  a > 0
                          value  1

                        verify small
                          multi-start    starts = 50 (thorough 400), seed = 7
                          gradient-flow  from = balanced(scale = 0.1)
                        """);
    }
}
