package dev.nadir.model.syntax;

import dev.nadir.base.Spelling;
import dev.nadir.model.grammar.NadirParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Says in words what the grammar would have taken, and how a mistake is mended. */
final class Expected {

    private static final Map<Integer, String> WORDS = Map.of(
            NadirParser.NAME, "a name",
            NadirParser.NUMBER, "a number",
            NadirParser.STRING, "a text in quotes",
            NadirParser.LABEL, "a label",
            NadirParser.END, "the end of the line",
            NadirParser.STRAY, "a block",
            Token.EOF, "the end of the file");

    /** Characters that people write, and what the language has in their place. */
    private static final Map<String, String> REPLACEMENTS = Map.ofEntries(
            Map.entry("$", "Formulas are written without dollars."),
            Map.entry("\\", "Write names without a backslash, as in `lambda`."),
            Map.entry("{", "Use ( ) around formulas and [ ] around indices."),
            Map.entry("}", "Use ( ) around formulas and [ ] around indices."),
            Map.entry(";", "Put each statement on a line of its own."),
            Map.entry("%", "A comment starts with #."),
            Map.entry("!", "Comparisons are == < <= > >=."),
            Map.entry("|", "A norm is written normF(A), a determinant det(A), an absolute value abs(x)."),
            Map.entry("@", "The matrix product is written *."),
            Map.entry(".", "Write 0.5 for .5, and .* ./ .^ for entrywise operators."),
            Map.entry("`", "Transpose is written with a straight quote: A'."),
            Map.entry("\u2019", "Transpose is written with a straight quote: A'."),
            Map.entry("\u2032", "Transpose is written with a straight quote: A'."),
            Map.entry("\u201c", "Use straight double quotes: \"...\"."),
            Map.entry("\u201d", "Use straight double quotes: \"...\"."),
            Map.entry("\u2212", "Write minus as a plain hyphen: -."),
            Map.entry("\u2013", "Write minus as a plain hyphen: -."),
            Map.entry("\u00d7", "The product is written *."),
            Map.entry("\u00b7", "The product is written *."),
            Map.entry("\u2264", "Write <=."),
            Map.entry("\u2265", "Write >=."),
            Map.entry("\u221a", "Write sqrt(x)."),
            Map.entry("\u00b2", "Write ^2."),
            Map.entry("\u22a4", "Transpose is written with a straight quote: A'."),
            Map.entry("\u00a0", "This is a space that does not break: replace it by a plain one."));

    private static final Set<Integer> RESERVED =
            Set.of(NadirParser.CITE, NadirParser.TYPE, NadirParser.EXPECTATION, NadirParser.FOR, NadirParser.IN);

    private Expected() {}

    static String describe(IntervalSet tokens) {
        boolean hasFormula = tokens.contains(NadirParser.OPEN)
                && tokens.contains(NadirParser.NAME)
                && tokens.contains(NadirParser.NUMBER);
        boolean hasOperator = tokens.contains(NadirParser.STAR) && tokens.contains(NadirParser.PLUS);
        boolean hasName = tokens.contains(NadirParser.NAME);
        boolean hasBlock = tokens.contains(NadirParser.VERIFY) && tokens.contains(NadirParser.CLAIM);
        List<String> words = new ArrayList<>();
        if (hasFormula) {
            words.add("a formula");
        }
        if (hasOperator) {
            words.add("an operator");
        }
        tokens.toList().stream()
                .filter(type -> !(hasFormula && startsFormula(type)))
                .filter(type -> !(hasOperator && isOperator(type)))
                .filter(type -> !(hasName && isSoft(type)))
                .filter(type -> !(hasBlock && isOfMargin(type)))
                .forEach(type -> words.add(word(type)));
        if (hasBlock) {
            words.add("a block");
        }
        return join(words);
    }

    private static boolean isOfMargin(int type) {
        return type == Token.EOF || (type >= NadirParser.MODEL && type <= NadirParser.STRAY);
    }

    private static String join(List<String> words) {
        List<String> shown = new ArrayList<>(words.subList(0, Math.min(6, words.size())));
        if (shown.size() < words.size()) {
            shown.add("something else");
        }
        if (shown.size() < 2) {
            return shown.isEmpty() ? "something else" : shown.get(0);
        }
        return String.join(", ", shown.subList(0, shown.size() - 1)) + " or " + shown.get(shown.size() - 1);
    }

    private static boolean startsFormula(int type) {
        return type == NadirParser.NAME
                || type == NadirParser.NUMBER
                || type == NadirParser.STRING
                || type == NadirParser.OPEN
                || type == NadirParser.OPEN_LIST
                || type == NadirParser.MINUS
                || type == NadirParser.EXPECTATION;
    }

    private static boolean isOperator(int type) {
        return (type >= NadirParser.PLUS && type <= NadirParser.PRIME)
                || type == NadirParser.OPEN
                || type == NadirParser.OPEN_LIST;
    }

    private static boolean isSoft(int type) {
        return type >= NadirParser.LET && type <= NadirParser.MAPS && type != NadirParser.FOR && type != NadirParser.IN;
    }

    private static String word(int type) {
        String known = WORDS.get(type);
        if (known != null) {
            return known;
        }
        String literal = NadirParser.VOCABULARY.getLiteralName(type);
        if (literal != null) {
            return "`" + (literal.equals("'\\''") ? "'" : literal.substring(1, literal.length() - 1)) + "`";
        }
        return switch (type) {
            case NadirParser.NO_SPURIOUS_MINIMA -> "`local-minima are global`";
            case NadirParser.SUBJECT_TO -> "`subject to`";
            default -> "something else";
        };
    }

    static String replacement(String character) {
        String known = REPLACEMENTS.get(character);
        if (known != null) {
            return known;
        }
        int codePoint = character.codePointAt(0);
        return Character.isLetter(codePoint)
                ? "Spell the letter out, as in `lambda`."
                : "Remove it; docs/language.md lists what may stand in a formula.";
    }

    /** A sentence that helps with a token that may not stand where it stands. */
    static String fix(Parser parser, Token found) {
        Token before = previous(parser, found);
        String text = found.getText();
        if (before.getType() == NadirParser.END && isOperator(found.getType())) {
            return "A formula goes on in the next line only inside brackets: put it into ( ).";
        }
        if (found.getType() == NadirParser.IS) {
            return "Equality in a condition is written ==.";
        }
        if (RESERVED.contains(found.getType())) {
            return "`" + text + "` is a word of the language: choose another name.";
        }
        if (isOperand(before) && isOperand(found)) {
            return "Write an operator between them, such as `" + before.getText() + "*" + text + "`.";
        }
        if (parser.getContext().getRuleIndex() == NadirParser.RULE_claim) {
            return Spelling.didYouMean(
                    text,
                    Vocabulary.CLAIM_WORDS,
                    "A line of a claim starts with one of " + String.join(", ", Vocabulary.CLAIM_WORDS) + ".");
        }
        if (parser.getContext().getRuleIndex() == NadirParser.RULE_symmetry) {
            return "A symmetry has a line `for ...` and a line `maps ...`.";
        }
        if (found.getType() == NadirParser.CLOSE || found.getType() == NadirParser.CLOSE_LIST) {
            return "Remove `" + text + "`, or open it before.";
        }
        return "Compare the line with docs/language.md.";
    }

    private static boolean isOperand(Token token) {
        return token.getType() == NadirParser.NAME
                || token.getType() == NadirParser.NUMBER
                || token.getType() == NadirParser.CLOSE
                || token.getType() == NadirParser.OPEN
                || isSoft(token.getType());
    }

    private static Token previous(Parser parser, Token found) {
        int index = found.getTokenIndex() - 1;
        while (index > 0 && parser.getTokenStream().get(index).getChannel() != Token.DEFAULT_CHANNEL) {
            index--;
        }
        return parser.getTokenStream().get(Math.max(0, index));
    }
}
