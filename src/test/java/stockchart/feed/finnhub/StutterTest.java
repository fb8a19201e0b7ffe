package stockchart.feed.finnhub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StutterTest {
    private final Stutter stutter = new Stutter();

    @Test
    void messagesThatComeOnceAreAllKept() {
        assertEquals("abcab", kept("abcab"));
    }

    @Test
    void oneMessageThatComesSeveralTimesProvesNothing() {
        assertEquals("abbcddefff", kept("abbcddefff"));
    }

    @Test
    void fromTheSecondStutteredMessageOnEachIsKeptOnce() {
        assertEquals("aaabcd", kept("aaabbbcccddd"));
    }

    @Test
    void twoOfEachAreAStutterToo() {
        assertEquals("aabc", kept("aabbcc"));
    }

    @Test
    void theSameMessageAgainAfterAnotherIsNoRepeat() {
        assertEquals("aababa", kept("aabbaabbaa"));
    }

    @Test
    void aMessageThatComesOnceEndsTheStutter() {
        assertEquals("aaabcdde", kept("aaabbbcdde"));
    }

    @Test
    void copiesThatDifferInNumberAreAllRepeats() {
        assertEquals("aabab", kept("aabbbaabbb"));
    }

    @Test
    void fewerCopiesThanBeforeDoNotLetTheNextOnesThrough() {
        assertEquals("aaabc", kept("aaabbccc"));
    }

    @Test
    void moreCopiesThanTheFaultMakesAreOtherTrades() {
        assertEquals("aabbb", kept("aabbbbb"));
    }

    @Test
    void asManyCopiesAsOfTheOneBeforeAreRepeats() {
        assertEquals("aaaab", kept("aaaabbbb"));
    }

    @Test
    void aFloodOfOneMessageIsKept() {
        String flood = "a".repeat(1_000);
        assertEquals(flood, kept(flood));
    }

    @Test
    void whatFollowsAFloodIsKept() {
        String floods = "a".repeat(6) + "b".repeat(6) + "cc";
        assertEquals(floods, kept(floods));
    }

    @Test
    void aFloodDuringAStutterLosesNoMoreThanAStutteredMessageWould() {
        assertEquals("aaa" + "b".repeat(998), kept("aaa" + "b".repeat(1_000)));
    }

    /** What is left of messages of one letter each. */
    private String kept(String messages) {
        StringBuilder kept = new StringBuilder();
        messages.chars().mapToObj(Character::toString).filter(message -> !stutter.isRepeat(message)).forEach(kept::append);
        return kept.toString();
    }
}
