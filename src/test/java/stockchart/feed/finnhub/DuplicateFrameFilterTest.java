package stockchart.feed.finnhub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DuplicateFrameFilterTest {
    private final DuplicateFrameFilter filter = new DuplicateFrameFilter();

    @Test
    void messagesThatComeOnceAreAllKept() {
        assertEquals("abcab", kept("abcab"));
    }

    @Test
    void oneMessageThatComesSeveralTimesProvesNothing() {
        assertEquals("abbcddefff", kept("abbcddefff"));
    }

    @Test
    void fromTheSecondRepeatedMessageOnEachIsKeptOnce() {
        assertEquals("aaabcd", kept("aaabbbcccddd"));
    }

    @Test
    void twoOfEachAreRepeatsToo() {
        assertEquals("aabc", kept("aabbcc"));
    }

    @Test
    void theSameMessageAgainAfterAnotherIsNoRepeat() {
        assertEquals("aababa", kept("aabbaabbaa"));
    }

    @Test
    void aMessageThatComesOnceEndsTheRepeating() {
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
    void aFloodDuringRepeatsLosesNoMoreThanARepeatedMessageWould() {
        assertEquals("aaa" + "b".repeat(998), kept("aaa" + "b".repeat(1_000)));
    }

    /** What is left of messages of one letter each. */
    private String kept(String messages) {
        StringBuilder kept = new StringBuilder();
        messages.chars().mapToObj(Character::toString).filter(message -> !filter.isRepeat(message)).forEach(kept::append);
        return kept.toString();
    }
}
