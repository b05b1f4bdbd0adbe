package dev.nadir.report.html;

import dev.nadir.base.InternalErrorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The frame of a page, and text within it. */
final class HtmlText {

    private HtmlText() {}

    /** Text with the characters escaped that HTML reads as markup, and without those that it forbids. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isForbidden(c) ? '\uFFFD' : c);
            }
        });
        return out.toString();
    }

    private static boolean isForbidden(int c) {
        boolean isControl = c < ' ' && c != '\n' && c != '\t' && c != '\r';
        return isControl || (c >= 0x7f && c <= 0x9f) || (c >= 0xd800 && c <= 0xdfff);
    }

    /** A whole page around its body. */
    static String page(String title, String body) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" + escape(title) + "</title>\n<style>\n"
                + styles() + "</style>\n</head>\n<body>\n<main>\n" + body + "</main>\n</body>\n</html>\n";
    }

    private static String styles() {
        try (InputStream in = HtmlText.class.getResourceAsStream("/report/report.css")) {
            if (in == null) {
                throw new InternalErrorException("the resource report/report.css is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
