package stockchart.feed.finnhub;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import stockchart.feed.finnhub.SentencePlace.Evidence;
import stockchart.feed.finnhub.SentencePlace.Kind;
import stockchart.market.Symbol;

/**
 * Finds the symbols that an error names. How Finnhub words its errors is not documented, so requested symbols that stand by
 * themselves are searched for, alone or in a list; those that are also words count only where {@link SentencePlace} shows that the
 * symbol is meant.
 *
 * <p>Stateless; any thread.
 */
public final class NamedSymbol {
    private static final int LONGEST_TEXT = 1_000;
    /** Nothing is refused by such an error. */
    private static final Pattern HARMLESS = Pattern.compile("(?i)\\balready\\b");
    /** What stands between two symbols of a list. */
    private static final Pattern SEPARATOR = Pattern.compile("(?i)[\"'`”’»)\\]]?"
            + "(?:\\s*[,;|]\\s*(?:(?:and|or)\\s+)?|\\s+(?:and|or|&|nor)\\s+)"
            + "[\"'`“‘«(\\[]?");
    private static final Pattern COMMA = Pattern.compile("\\s*[,;]\\s*");
    /** Characters of symbols besides letters and digits. */
    private static final String SYMBOL_MARKS = ".:-_^/&$+";

    private NamedSymbol() {}

    /** The symbols that the text names, in its order; of two that overlap, the longer one. */
    public static List<Symbol> in(String text, Collection<Symbol> symbols) {
        String looked = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
        if (HARMLESS.matcher(looked).find()) {
            return List.of();
        }
        List<Standing> standing = standing(looked, symbols);
        Set<Symbol> named = new LinkedHashSet<>();
        Set<Symbol> likely = new LinkedHashSet<>();
        for (int from = 0; from < standing.size();) {
            int to = endOfList(looked, standing, from);
            if (SentencePlace.of(looked, standing.get(from).from(), standing.get(to - 1).to(), to == from + 1).isSpared()) {
                from = to;
                continue;
            }
            Evidence evidence = evidence(looked, standing.subList(from, to));
            while (evidence == Evidence.NONE && to > from + 1) {
                to--;
                evidence = evidence(looked, standing.subList(from, to));
            }
            Set<Symbol> found = evidence == Evidence.CERTAIN ? named : likely;
            if (evidence != Evidence.NONE) {
                standing.subList(from, to).forEach(symbol -> found.add(symbol.symbol()));
            }
            from = to;
        }
        return List.copyOf(named.isEmpty() ? likely : named);
    }

    /** A requested symbol that stands by itself in the text. */
    private record Standing(Symbol symbol, Kind kind, int from, int to) {}

    /** The end of the list that begins with this symbol; of a list of one if none does. */
    private static int endOfList(String text, List<Standing> standing, int from) {
        int to = from + 1;
        while (to < standing.size()
                && SEPARATOR.matcher(text.substring(standing.get(to - 1).to(), standing.get(to).from())).matches()) {
            to++;
        }
        return to;
    }

    /** A list is named like its least mistakable symbol, if it is a list to its end: "AAPL, A temporary error" is not. */
    private static Evidence evidence(String text, List<Standing> list) {
        Standing first = list.get(0);
        Standing last = list.get(list.size() - 1);
        boolean isSingle = list.size() == 1;
        SentencePlace place = SentencePlace.of(text, first.from(), last.to(), isSingle);
        if (isSingle) {
            return place.evidence(first.symbol().value(), first.kind());
        }
        boolean isOtherClause = place.isSingularSubject()
                && COMMA.matcher(text.substring(list.get(list.size() - 2).to(), last.from())).matches();
        SentencePlace end = SentencePlace.of(text, last.from(), last.to(), false);
        if (isOtherClause || !end.isClosed(last.symbol().value())) {
            return Evidence.NONE;
        }
        Kind kind = list.stream().map(Standing::kind).min(Comparator.naturalOrder()).orElseThrow();
        SentencePlace start = SentencePlace.of(text, first.from(), first.to(), false);
        Evidence whole = place.evidence(first.symbol().value(), kind);
        return whole == Evidence.NONE && start.wrap() == SentencePlace.Wrap.QUOTES ? Evidence.CERTAIN : whole;
    }

    private static List<Standing> standing(String text, Collection<Symbol> symbols) {
        NavigableMap<Integer, Symbol> found = new TreeMap<>();
        BitSet taken = new BitSet();
        List<Symbol> longestFirst = symbols.stream()
                .sorted(Comparator.comparingInt((Symbol symbol) -> symbol.value().length()).reversed()).toList();
        for (Symbol symbol : longestFirst) {
            int length = symbol.value().length();
            for (int at = text.indexOf(symbol.value()); at >= 0; at = text.indexOf(symbol.value(), at + 1)) {
                if (!taken.get(at) && endsBefore(text, at) && beginsAfter(text, at + length)) {
                    found.put(at, symbol);
                    taken.set(at, at + length);
                }
            }
        }
        boolean isShouted = isShouted(text, taken);
        List<Standing> standing = new ArrayList<>();
        for (Map.Entry<Integer, Symbol> entry : found.entrySet()) {
            String symbol = entry.getValue().value();
            int at = entry.getKey();
            standing.add(new Standing(entry.getValue(), Kind.of(symbol, isShouted), at, at + symbol.length()));
        }
        return standing;
    }

    /** Returns whether the text besides the symbols is written in capitals. */
    private static boolean isShouted(String text, BitSet symbols) {
        boolean hasLetters = false;
        for (int at = symbols.nextClearBit(0); at < text.length(); at = symbols.nextClearBit(at + 1)) {
            if (Character.isLowerCase(text.charAt(at))) {
                return false;
            }
            hasLetters |= Character.isLetter(text.charAt(at));
        }
        return hasLetters;
    }

    /**
     * A mark directly before it makes it part of a longer symbol, but for the colon of {@code symbol:X}: what stands before the
     * colon of a symbol is written in capitals.
     */
    private static boolean endsBefore(String text, int from) {
        int start = from;
        while (start > 0 && isPart(text.charAt(start - 1))) {
            start--;
        }
        String glued = text.substring(start, from);
        return glued.isEmpty() || glued.endsWith(":") && glued.chars().anyMatch(Character::isLowerCase);
    }

    /** A mark makes it part of a longer symbol only if that goes on behind it: sentences have marks of their own. */
    private static boolean beginsAfter(String text, int to) {
        int end = to;
        while (end < text.length() && isPart(text.charAt(end))) {
            if (Character.isLetterOrDigit(text.charAt(end))) {
                return false;
            }
            end++;
        }
        return true;
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || SYMBOL_MARKS.indexOf(c) >= 0;
    }
}
