package dev.nadir.model.syntax;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.SourceSpan;
import dev.nadir.model.grammar.NadirParser;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * One diagnostic for each line that does not follow the grammar; reading goes on with the next line, so that one
 * mistake is reported once and the others are still found.
 */
final class SyntaxErrors extends DefaultErrorStrategy {

    private static final BitSet LINES = rules(
            NadirParser.RULE_header,
            NadirParser.RULE_end,
            NadirParser.RULE_citation,
            NadirParser.RULE_sizeLine,
            NadirParser.RULE_declarationLine,
            NadirParser.RULE_letLine,
            NadirParser.RULE_conditionLine,
            NadirParser.RULE_equationLine,
            NadirParser.RULE_settingLine,
            NadirParser.RULE_methodLine,
            NadirParser.RULE_symmetryLine,
            NadirParser.RULE_claimLine,
            NadirParser.RULE_stray);

    private static final BitSet BLOCKS = rules(
            NadirParser.RULE_file,
            NadirParser.RULE_model,
            NadirParser.RULE_sizes,
            NadirParser.RULE_data,
            NadirParser.RULE_random,
            NadirParser.RULE_parameters,
            NadirParser.RULE_lets,
            NadirParser.RULE_minimize,
            NadirParser.RULE_equations,
            NadirParser.RULE_constraints,
            NadirParser.RULE_assume,
            NadirParser.RULE_symmetry,
            NadirParser.RULE_claim,
            NadirParser.RULE_instance,
            NadirParser.RULE_verify);

    private final Places places;
    private final Set<String> brokenNames = new LinkedHashSet<>();

    SyntaxErrors(Places places) {
        this.places = places;
    }

    /** The names in the lines that could not be read. */
    Set<String> brokenNames() {
        return Set.copyOf(brokenNames);
    }

    private static BitSet rules(int... indices) {
        BitSet rules = new BitSet();
        for (int index : indices) {
            rules.set(index);
        }
        return rules;
    }

    private static boolean opensBlock(int tokenType) {
        return tokenType >= NadirParser.MODEL && tokenType <= NadirParser.STRAY && tokenType != NadirParser.BLANK;
    }

    /** Between two lines of a block: a line that cannot start here is reported and passed over. */
    @Override
    public void sync(Parser parser) {
        if (!BLOCKS.get(parser.getRuleContext().getRuleIndex())) {
            return;
        }
        int next = parser.getInputStream().LA(1);
        while (next != Token.EOF
                && !opensBlock(next)
                && !parser.getATN()
                        .nextTokens(parser.getInterpreter().atn.states.get(parser.getState()))
                        .contains(next)) {
            reportError(parser, new InputMismatchException(parser));
            passLine(parser, parser.getCurrentToken().getTokenIndex());
            next = parser.getInputStream().LA(1);
        }
    }

    @Override
    public Token recoverInline(Parser parser) {
        throw new InputMismatchException(parser);
    }

    /** Gives up on the whole line: inner rules pass the exception on. */
    @Override
    public void recover(Parser parser, RecognitionException exception) {
        int rule = parser.getContext().getRuleIndex();
        if (rule == NadirParser.RULE_file) {
            return;
        }
        if (!LINES.get(rule)) {
            throw exception;
        }
        passLine(parser, parser.getContext().getStart().getTokenIndex());
    }

    private void passLine(Parser parser, int from) {
        while (parser.getInputStream().LA(1) != Token.EOF
                && parser.getInputStream().LA(1) != NadirParser.END) {
            parser.consume();
        }
        int to = parser.getCurrentToken().getTokenIndex();
        if (parser.getInputStream().LA(1) == NadirParser.END) {
            parser.consume();
        }
        for (int i = from; i <= to; i++) {
            Token token = parser.getTokenStream().get(i);
            if (token.getType() == NadirParser.NAME) {
                brokenNames.add(token.getText());
            }
        }
        endErrorCondition(parser);
    }

    @Override
    public void reportError(Parser parser, RecognitionException exception) {
        if (inErrorRecoveryMode(parser)) {
            return;
        }
        beginErrorCondition(parser);
        Token found = exception.getOffendingToken();
        String expected = Expected.describe(exception.getExpectedTokens());
        switch (found.getType()) {
            case NadirParser.UNEXPECTED -> reportCharacter(found);
            case NadirParser.UNCLOSED ->
                places.report(
                        ErrorCode.UNCLOSED,
                        places.span(found),
                        "this quote is not closed on its line",
                        "A text goes from one double quote to the next on the same line.",
                        "Close it with \"; transpose is written ' and needs no partner.");
            case NadirParser.END, Token.EOF -> reportEnd(parser, found, expected);
            default -> reportToken(parser, found, expected);
        }
    }

    private void reportCharacter(Token found) {
        places.report(
                ErrorCode.UNEXPECTED_CHARACTER,
                places.span(found),
                "`" + found.getText() + "` is not part of the language",
                "Formulas use letters, digits and _ for names, + - * / ^ ' and the dotted .* ./ .^, and brackets ( ) [ ].",
                Expected.replacement(found.getText()));
    }

    private void reportEnd(Parser parser, Token found, String expected) {
        Token opening = openBracket(parser, found.getTokenIndex());
        boolean isLast = isLastStatement(parser, found);
        if (opening != null && !isLast) {
            places.report(
                    ErrorCode.UNCLOSED,
                    places.span(opening),
                    "`" + opening.getText() + "` is never closed",
                    "The block ended while this bracket was open.",
                    "Close it with `" + (opening.getType() == NadirParser.OPEN ? ")" : "]") + "`.");
        } else if (isLast) {
            places.report(
                    ErrorCode.TRUNCATED,
                    places.span(opening == null ? found : opening),
                    opening == null ? "the file ends here" : "`" + opening.getText() + "` is still open at the end",
                    "The last statement is not complete: " + expected + " is expected.",
                    "Check that the whole file was saved or copied.");
        } else {
            places.report(
                    ErrorCode.SYNTAX,
                    places.span(found),
                    "the line ends here, " + expected + " is expected",
                    "A statement is one line, or goes on while a bracket is open.",
                    "Complete the statement, or put the formula in brackets to break the line.");
        }
    }

    private static boolean isLastStatement(Parser parser, Token found) {
        int index = found.getTokenIndex() + 1;
        while (found.getType() != Token.EOF) {
            Token next = parser.getTokenStream().get(index);
            if (next.getType() == Token.EOF) {
                return true;
            }
            if (next.getChannel() == Token.DEFAULT_CHANNEL) {
                return false;
            }
            index++;
        }
        return true;
    }

    private static @Nullable Token openBracket(Parser parser, int before) {
        Deque<Token> open = new ArrayDeque<>();
        int from = before - 1;
        while (from >= 0 && parser.getTokenStream().get(from).getType() != NadirParser.END) {
            from--;
        }
        for (int i = from + 1; i < before; i++) {
            Token token = parser.getTokenStream().get(i);
            if (token.getType() == NadirParser.OPEN || token.getType() == NadirParser.OPEN_LIST) {
                open.push(token);
            } else if (token.getType() == NadirParser.CLOSE || token.getType() == NadirParser.CLOSE_LIST) {
                open.poll();
            }
        }
        return open.peek();
    }

    private void reportToken(Parser parser, Token found, String expected) {
        SourceSpan span = places.span(found);
        Token opening = openBracket(parser, found.getTokenIndex());
        if (opening != null && opening.getLine() < found.getLine()) {
            places.report(
                    ErrorCode.UNCLOSED,
                    places.span(opening),
                    "`" + opening.getText() + "` is not closed before line " + found.getLine(),
                    "While a bracket is open the statement goes on, here into `" + found.getText() + "`.",
                    "Close it with `" + (opening.getType() == NadirParser.OPEN ? ")" : "]")
                            + "` where the formula ends.");
            return;
        }
        places.report(
                ErrorCode.SYNTAX,
                span,
                "`" + found.getText() + "` stands here, " + expected + " is expected",
                "The line can be read up to this place.",
                Expected.fix(parser, found));
    }
}
