package dev.nadir.model.format;

import dev.nadir.model.grammar.NadirLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/**
 * One statement, or the line that opens a block, with the comments around it.
 *
 * @param above comments on lines of their own above it; an empty one is a blank line
 * @param words its tokens
 * @param gaps for each token what stands in front of it: nothing, or the end of a line with its comments
 * @param comment behind it on its last line, empty if there is none
 */
record Statement(List<String> above, List<Token> words, List<List<String>> gaps, String comment) {

    Statement {
        above = List.copyOf(above);
        words = List.copyOf(words);
        gaps = List.copyOf(gaps);
    }

    boolean opensBlock() {
        return words.get(0).getType() >= NadirLexer.MODEL && words.get(0).getType() <= NadirLexer.STRAY;
    }

    /** Collects a statement token by token. */
    static final class Collector {
        private final List<Statement> statements = new ArrayList<>();
        private List<String> above = new ArrayList<>();
        private List<Token> words = new ArrayList<>();
        private List<List<String>> gaps = new ArrayList<>();
        private List<String> gap = List.of();

        void add(Token token) {
            if (token.getType() == NadirLexer.END) {
                end(comments(token.getText()));
            } else if (token.getType() == NadirLexer.BLANK) {
                above.addAll(comments(token.getText()).stream().limit(1).toList());
            } else if (token.getText().indexOf('\n') >= 0) {
                gap = comments(token.getText());
            } else if (token.getChannel() == Token.DEFAULT_CHANNEL && token.getType() != Token.EOF) {
                words.add(token);
                gaps.add(gap);
                gap = List.of();
            }
        }

        private void end(List<String> comments) {
            statements.add(new Statement(above, words, gaps, comments.get(0)));
            // The last line of the token is the white space in front of what comes next.
            above = new ArrayList<>(comments.subList(1, comments.size() - 1));
            words = new ArrayList<>();
            gaps = new ArrayList<>();
        }

        List<Statement> statements() {
            return List.copyOf(statements);
        }

        /** Comments behind the last statement. */
        List<String> rest() {
            return List.copyOf(above);
        }

        /** The comment of each line, empty where there is none. */
        private static List<String> comments(String text) {
            List<String> comments = new ArrayList<>();
            for (String line : text.split("\r?\n", -1)) {
                comments.add(line.strip());
            }
            return comments;
        }
    }
}
