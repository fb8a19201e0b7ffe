package stockchart.feed.finnhub;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Returns whether a sentence names what stands at one place of it as a symbol. {@code A}, {@code IT}, {@code ALL}, {@code FOR} and
 * {@code API} are symbols and words, so what can be known is used: quotes, the words before and behind, and whether the word could
 * stand there as a word. {@code A} before a comma is no article, {@code FOR} behind "for" is no preposition, but {@code API} behind
 * "access to" may be the interface. A sentence that can be read both ways names no symbol.
 *
 * <p>Immutable; any thread.
 *
 * @param before what stands before the place, without quotes or brackets that belong to it
 * @param after what stands behind it, likewise
 * @param wrap how it is set off
 * @param isSingle whether one symbol stands here, not a list
 */
record SentencePlace(String before, String after, Wrap wrap, boolean isSingle) {
    /** Enough for each pattern, and bounded for the matcher. */
    private static final int REACH = 80;
    private static final String OPENING = "\"'`“‘«([{<";
    private static final String CLOSING = "\"'`”’»)]}>";
    private static final int QUOTES = 6;

    /** Also written in capitals as words of a sentence, or names of plans: only what is certain counts. */
    private static final Set<String> ABBREVIATIONS = Set.of(
            "AI", "AM", "API", "BASIC", "CEO", "CET", "CSV", "DATA", "DNS", "EDT", "EOD", "EST", "ET", "ETF", "EU", "EUR",
            "FAQ", "FREE", "FX", "GMT", "HTTP", "ID", "IEX", "IP", "IPO", "JSON", "KEY", "KYC", "LITE", "LIVE", "NYSE", "OK",
            "OTC", "PC", "PLAN", "PLUS", "PM", "PRO", "REAL", "REST", "SDK", "SEC", "SIP", "SLA", "SSL", "TCP", "TIER", "TLS",
            "TOS", "TV", "UK", "UN", "URI", "URL", "US", "USA", "USD", "UTC", "VIP", "WS", "WSS");
    /** Words that can stand where a noun can, or be what a sentence speaks of. */
    private static final Set<String> WORDS = Set.of(
            "ALL", "ANY", "ARE", "BE", "BEST", "BIG", "BOTH", "CAN", "CODE", "DO", "EACH", "FAST", "GO", "GOOD", "HAS", "HE",
            "HERE", "IT", "LIST", "LOW", "MANY", "MAX", "ME", "MIN", "MORE", "MOST", "MUST", "NET", "NEW", "NEXT", "NO", "NONE",
            "NOT", "NOW", "OFF", "OLD", "ONE", "ONLY", "OPEN", "OUT", "SAFE", "SAME", "SEE", "SO", "SOME", "STOP", "THAT",
            "THEM", "THIS", "TIME", "TOP", "TRUE", "TRY", "TWO", "UP", "USER", "WE", "WELL", "YOU");

    /** Words that go on with a sentence, also directly behind "symbol". */
    private static final Set<String> FUNCTION_WORDS = Set.of(
            "A", "AN", "AND", "AS", "AT", "BUT", "BY", "FOR", "I", "IF", "IN", "OF", "ON", "OR", "TO");

    private static final String NOUN = "(?:symbols?|tickers?|instruments?)";
    /** "symbol F", "symbol(s): F", "symbol name F", "symbol not supported: F". */
    private static final Pattern SYMBOL_LEADS = before(NOUN + "(?:\\(s\\))?(?: names?| codes?)?[\"']?\\s*[:=–—-]?");
    private static final Pattern SYMBOL_LEADS_FAR = before(NOUN + "\\b[^:=\".;]{0,50}(?<!limit|quota|error|mode|status|reason"
            + "|code)[:=]");
    private static final Pattern SYMBOLS_LEAD = before("(?:symbols|tickers|instruments)");
    private static final Pattern SYMBOL_FOLLOWS = after("\\s+(?:symbol|ticker)\\b");
    private static final Pattern ARTICLE_LEADS = before("(?:the|your|our|this|that|an?)");
    private static final Pattern COLON_LEADS = Pattern.compile("(?:[:=]\\s*|\\s[–—-]\\s+)$");
    private static final Pattern PREPOSITION_LEADS = before("(?:for|to|of|on|with|about|from|against|in)");
    private static final Pattern PERMISSION_LEADS = before("(?:permissions?|permitted|access|rights?|entitle(?:d|ments?)"
            + "|authori[sz](?:ed|ation)|licen[sc]ed?|data|trades|quotes|prices) (?:for|to|of|on)");
    private static final Pattern VERB_LEADS = before("(?:invalid|unknown|unsupported|unrecogni[sz]ed|delisted|bad|wrong|missing"
            + "|find|found|(?:un)?subscrib(?:e|ed|ing)|subscription|stream(?:ing)?|carry|cover|support|serve|provide|reject(?:ed"
            + "|ing)?|refus(?:e|ed|ing)|ignor(?:e|ed|ing)|skipp(?:ed|ing)|dropp(?:ed|ing)|add|request(?:ed)?|resolve|recogni[sz]e"
            + "|include|allow|permit|watch|access|get|receive|view|query|use)");
    private static final Pattern CLAUSE_LEADS = Pattern.compile(
            "(?i)(?:^|[.!?;:,]\\s*|\\s[–—-]\\s+|\\b(?:because|since|that|but|and|or|as|while|if|unless|when|sorry)\\s+)$");
    private static final Pattern COMMA_LEADS = Pattern.compile("(?<!\\b[A-Z])[,;]\\s*$");
    /** What is recommended or exempt is not refused. */
    private static final Pattern RECOMMENDED = before("(?:(?:did|do) you mean|(?<!not |n['’]t )(?:try|use|see)|(?:renamed|changed"
            + "|switch(?:ed)?) to|replaced (?:by|with)|trades as|known as|is now|e\\.g\\.|example|such as|like|only"
            + "|except(?: for)?|besides|other than|unlike|instead of)[:,]?(?: (?:the|an?|symbols?|tickers?))*");
    private static final Pattern SPARED = after("\\s+(?:instead|(?:are|were) (?:fine|ok|okay|valid))\\b");
    private static final Pattern LAST_SPARED = after("\\s+(?:is|was) (?:fine|ok|okay|valid)\\b");

    private static final Pattern ENDS = after("\\s*(?:$|[,;:.!?…)\\]}–—]|-\\s)");
    private static final Pattern PLURAL = after("\\s+(?:are|were|have|aren['’]t|weren['’]t|haven['’]t)\\b");
    /** Not behind the pronoun I, apart from "not". */
    private static final Pattern THIRD_PERSON = after("\\s+(?:(?:is|has|does)(?:n['’]t)?|needs|requires|not|no longer)\\b");
    private static final Pattern VERB = after("\\s+(?:was|wasn['’]t|had|cannot|can(?:['’]t)?|could(?:n['’]t)?|will|won['’]t|must"
            + "|may|should|do|don['’]t)\\b");
    /** Behind an article these belong to a noun. */
    private static final Pattern ADJECTIVE = after("\\s+(?:denied|refused|rejected|failed|unavailable|unsupported|unknown|invalid"
            + "|delisted|expired|missing|forbidden|ignored|dropped|skipped|suspended|halted|restricted|required|needed)\\b"
            + "|\\s*[(\\[]");
    private static final Pattern FUNCTION_WORD = after("\\s+(?:on|in|at|with|without|under|by|for|from|to|because|since|as|until"
            + "|while|if|when|unless|that|which|please|via|per|and|or|but|due|yet|here|now|anymore|using|within|outside|through"
            + "|during|you|your|we|our|the|which)\\b");
    /** "is not a valid symbol", ": no such ticker", "is not streamed". */
    private static final Pattern SAYS_NO_SYMBOL = after("(?:\\s*[:–—-]\\s*(?:no|not|unknown|invalid|unsupported)\\b"
            + "|\\s+(?:is|was|are|were)(?: not|n['’]t| no| an? (?:invalid|unknown|unsupported))\\b"
            + "|\\s+not\\b)[^.;,]{0,40}\\b" + NOUN
            + "\\b(?!\\s+(?:problem|issue|limit|error|list))|\\s+(?:is|was|are|were) (?:delisted|(?:not|no longer)"
            + " (?:carried|streamed|covered|listed|traded))\\b");

    /** How a symbol is set off from its sentence. */
    enum Wrap { NONE, BRACKETS, QUOTES }

    /** What else the letters of a symbol can mean. */
    enum Kind {
        /** Nothing: a name such as AAPL, BRK.B or OANDA:EUR_USD. */
        NAME,
        /** A few letters such as F or BA, and words that are no nouns, such as A or FOR. */
        LETTERS,
        /** A word that can stand where a noun can, such as IT or ALL. */
        WORD,
        /** A word that sentences write in capitals, such as API. */
        ABBREVIATION;

        /** @param isShouted whether the sentence is written in capitals */
        static Kind of(String symbol, boolean isShouted) {
            if (!symbol.chars().allMatch(Character::isLetter)) {
                return symbol.chars().allMatch(Character::isDigit) ? ABBREVIATION : NAME;
            }
            if (ABBREVIATIONS.contains(symbol) || isShouted && symbol.length() > 1) {
                return ABBREVIATION;
            }
            boolean isWord = WORDS.contains(symbol) || symbol.chars().anyMatch(Character::isLowerCase);
            return isWord ? WORD : symbol.length() <= 3 ? LETTERS : NAME;
        }
    }

    /** How surely a symbol is named. */
    enum Evidence {
        NONE,
        /** Only if the sentence names no other symbol. */
        LIKELY,
        CERTAIN
    }

    static SentencePlace of(String text, int from, int to, boolean isSingle) {
        String before = text.substring(Math.max(0, from - REACH), from);
        String after = text.substring(to, Math.min(text.length(), to + REACH));
        int opening = before.isEmpty() ? -1 : OPENING.indexOf(before.charAt(before.length() - 1));
        int closing = opening < 0 ? -1 : after.indexOf(CLOSING.charAt(opening));
        boolean isWrapped = closing == 0 || closing == 1 && ".,!?".indexOf(after.charAt(0)) >= 0;
        Wrap wrap = !isWrapped ? Wrap.NONE : opening < QUOTES ? Wrap.QUOTES : Wrap.BRACKETS;
        return isWrapped ? new SentencePlace(before.substring(0, before.length() - 1), after.substring(closing + 1), wrap, isSingle)
                : new SentencePlace(before, after, wrap, isSingle);
    }

    /** Returns whether the sentence recommends or exempts what stands here, and so does not refuse it. */
    boolean isSpared() {
        return RECOMMENDED.matcher(before).find() || SPARED.matcher(after).find();
    }

    /** @param symbol the symbol, or the first one of a list */
    Evidence evidence(String symbol, Kind kind) {
        if (LAST_SPARED.matcher(after).find()) {
            return Evidence.NONE;
        }
        boolean isNamed = kind == Kind.NAME || isSetOff(kind) || isCalledSymbol(symbol, kind) || isSubjectOfRefusal(symbol)
                || kind == Kind.LETTERS && isInPlaceOfNoun(symbol);
        return isNamed ? Evidence.CERTAIN : kind == Kind.WORD && isClosed(symbol) && PERMISSION_LEADS.matcher(before).find()
                ? Evidence.LIKELY : Evidence.NONE;
    }

    /** Returns whether a sentence ends here, or a part of it. */
    boolean isEnd() {
        return wrap != Wrap.NONE || ENDS.matcher(after).find();
    }

    /** Returns whether a verb follows that would make this the beginning of a clause of its own. */
    boolean isSingularSubject() {
        return THIRD_PERSON.matcher(after).find() || VERB.matcher(after).find();
    }

    /** Returns whether what stands here is a whole noun: a noun that it could belong to does not follow. */
    boolean isClosed(String symbol) {
        boolean isArticle = symbol.equals("A") || symbol.equals("AN");
        return isEnd() || THIRD_PERSON.matcher(after).find() || VERB.matcher(after).find() || FUNCTION_WORD.matcher(after).find()
                || !isArticle && ADJECTIVE.matcher(after).find() || !isSingle && PLURAL.matcher(after).find();
    }

    private boolean isSetOff(Kind kind) {
        boolean isOfNoun = ARTICLE_LEADS.matcher(before).find() && after.matches("(?s)\\s+\\p{L}.*")
                && !THIRD_PERSON.matcher(after).find() && !SYMBOL_FOLLOWS.matcher(after).find();
        return !isOfNoun && (wrap == Wrap.QUOTES || wrap == Wrap.BRACKETS && kind != Kind.ABBREVIATION);
    }

    private boolean isCalledSymbol(String symbol, Kind kind) {
        if (SYMBOL_FOLLOWS.matcher(after).find() && ARTICLE_LEADS.matcher(before).find()) {
            return true;
        }
        boolean isFar = SYMBOL_LEADS_FAR.matcher(before).find();
        boolean isLed = isFar || SYMBOL_LEADS.matcher(before).find();
        if (isLed && kind == Kind.LETTERS && !FUNCTION_WORDS.contains(symbol)) {
            return true;
        }
        boolean mayGoOn = kind == Kind.LETTERS || !isFar && !SYMBOLS_LEAD.matcher(before).find();
        return isLed && (isEnd() || mayGoOn && isClosed(symbol) && !isPronoun(symbol));
    }

    private boolean isSubjectOfRefusal(String symbol) {
        return CLAUSE_LEADS.matcher(before).find() && !(isSingle && PLURAL.matcher(after).find()) && !isPronoun(symbol)
                && SAYS_NO_SYMBOL.matcher(after).find();
    }

    private boolean isInPlaceOfNoun(String symbol) {
        boolean isObject = PREPOSITION_LEADS.matcher(before).find() || VERB_LEADS.matcher(before).find();
        boolean isAlone = COLON_LEADS.matcher(before).find() && isEnd();
        boolean isSubject = CLAUSE_LEADS.matcher(before).find() && !isPronoun(symbol)
                && (isClosed(symbol) && !FUNCTION_WORD.matcher(after).find() && !isEnd() || after.matches("(?s)\\s*:.*"));
        return isObject && isClosed(symbol) || isAlone || isSubject || isInterjected();
    }

    /** A symbol and nothing else, or between two commas; not one of the letters of "plan A, B or C". */
    private boolean isInterjected() {
        return before.isBlank() && after.matches("(?s)[\\s.!?]*|\\s*[,;].*") || COMMA_LEADS.matcher(before).find() && isEnd();
    }

    /** "I cannot", but not "I is". */
    private boolean isPronoun(String symbol) {
        return symbol.equals("I") && VERB.matcher(after).find();
    }

    private static Pattern before(String words) {
        return Pattern.compile("(?is)\\b" + words + "\\s*$");
    }

    private static Pattern after(String words) {
        return Pattern.compile("(?is)^(?:" + words + ")");
    }
}
