package dev.nadir.cli;

import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * Where the command speaks.
 *
 * @param out results
 * @param err progress and errors
 * @param isTerminal whether a person watches standard error, so that a progress bar may be drawn
 * @param folder that relative paths start from
 */
record Console(PrintWriter out, PrintWriter err, boolean isTerminal, Path folder) {

    /** A line of a result. */
    void say(String line) {
        out.print(line + "\n");
        out.flush();
    }

    /** A text of a result, with its own line ends. */
    void print(String text) {
        out.print(text);
        out.flush();
    }

    /** A text that is not a result. */
    void complain(String text) {
        err.print(text);
        err.flush();
    }
}
