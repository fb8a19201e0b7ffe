package stockchart.admin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression of Prometheus' query language names. Knows as much of the language as our own expressions need: what it does
 * not know is refused. Immutable.
 *
 * @param metrics the names of samples
 * @param labels those that are selected by or grouped by
 */
record PromQl(Set<String> metrics, Set<String> labels) {
    private static final Pattern TOKEN = Pattern.compile("\\s+|\"(?:[^\"\\\\]|\\\\.)*\"|[a-zA-Z_:][\\w:]*|[0-9]+(?:\\.[0-9]+)?"
            + "|\\[(?:[0-9]+[smhd]|\\$__rate_interval)]|[(){},]|=~|!~|!=|==|>=|<=|[-+*/<>=]");
    private static final Set<String> FUNCTIONS =
            Set.of("rate", "increase", "histogram_quantile", "sum", "max", "min", "avg", "count");
    private static final Set<String> WITH_LABELS = Set.of("by", "without");

    /** @throws AssertionError saying what is wrong with it */
    static PromQl of(String expression) {
        Set<String> metrics = new TreeSet<>();
        Set<String> labels = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>();
        Matcher token = TOKEN.matcher(expression);
        String before = "";
        int at = 0;
        while (at < expression.length()) {
            if (!token.find(at) || token.start() != at) {
                throw new AssertionError("Not understood in " + expression + ": " + expression.substring(at));
            }
            at = token.end();
            String text = token.group();
            if (text.isBlank()) {
                continue;
            }
            boolean isCall = expression.substring(at).matches("(?s)\\s*(\\(|(by|without)\\b).*");
            if (Character.isLetter(text.charAt(0)) || text.charAt(0) == '_') {
                if (!open.isEmpty() && !open.peek().equals("(")) {
                    labels.add(text);
                } else if (!WITH_LABELS.contains(text) && !isCall) {
                    metrics.add(text);
                } else if (isCall && !WITH_LABELS.contains(text) && !FUNCTIONS.contains(text)) {
                    throw new AssertionError("No function " + text + " in " + expression);
                }
            } else if (text.equals("(") || text.equals("{")) {
                open.push(WITH_LABELS.contains(before) ? "by" : text);
            } else if (text.equals(")") || text.equals("}")) {
                String opened = open.isEmpty() ? "" : open.pop();
                if (opened.equals("{") != text.equals("}") || opened.isEmpty()) {
                    throw new AssertionError("Nothing is closed by " + text + " in " + expression);
                }
            } else if (text.startsWith("[") && !before.equals("}") && !metrics.contains(before)) {
                throw new AssertionError("A range of no metric in " + expression);
            }
            before = text;
        }
        if (!open.isEmpty() || metrics.isEmpty()) {
            throw new AssertionError((metrics.isEmpty() ? "No metric in " : "Not closed: ") + expression);
        }
        return new PromQl(metrics, labels);
    }
}
