package stockchart.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stockchart.cluster.LeaseProtocol.Call;
import stockchart.cluster.LeaseProtocol.State;
import stockchart.cluster.redis.ClusterStore.Board;
import stockchart.cluster.redis.ClusterStore.Request;
import stockchart.cluster.redis.Lease;
import stockchart.cluster.redis.LogEntry;
import stockchart.testing.ManualClock;

class LeaseProtocolTest {
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Lease OWN = new Lease(7, "me");
    private static final Lease OTHERS = new Lease(6, "other");
    private static final Optional<Call> NOTHING = Optional.empty();

    private final ManualClock clock = new ManualClock();
    private final LeaseProtocol protocol = new LeaseProtocol("me", new LeaseTiming(LEASE), clock::nanoTime, () -> 0);

    private void pass(long millis) {
        clock.advance(Duration.ofMillis(millis));
    }

    private void look(Lease held, long left) {
        assertEquals(Optional.of(Call.LOOK), protocol.next());
        protocol.looked(new Board(Optional.ofNullable(held), Duration.ofMillis(left), Map.of()));
    }

    /** Connected for so long that it may request, and has seen that there is no lease. */
    private void becomeCandidate() {
        protocol.connected();
        pass(LEASE.toMillis());
        look(null, 0);
    }

    private void becomeHolder() {
        becomeCandidate();
        assertEquals(Optional.of(Call.REQUEST), protocol.next());
        protocol.requested(clock.nanoTime(), new Request(Optional.of(OWN), LEASE));
        assertEquals(State.TAKING_OVER, protocol.state());
        assertFalse(protocol.isMine());
        protocol.reached(OTHERS.fence());
        assertFalse(protocol.isMine());
        protocol.reached(OWN.fence());
        assertEquals(State.HOLDER, protocol.state());
        assertTrue(protocol.isMine());
    }

    private void renew(boolean isDone) {
        assertEquals(Optional.of(Call.RENEW), protocol.next());
        protocol.renewed(clock.nanoTime(), isDone);
    }

    @Test
    void leaseIsNotRequestedForItsLengthAfterAConnectionWasMade() {
        assertEquals(State.DETACHED, protocol.state());
        protocol.connected();
        look(null, 0);
        assertEquals(NOTHING, protocol.next());
        pass(1_000);
        look(null, 0);
        pass(1_000);
        look(null, 0);
        pass(999);
        assertEquals(NOTHING, protocol.next());
        pass(1);
        assertEquals(Optional.of(Call.REQUEST), protocol.next());
    }

    @Test
    void followerLooksEverySecondAndWhenTheLeaseIsToEnd() {
        protocol.connected();
        pass(LEASE.toMillis());
        look(OTHERS, 2_400);
        assertEquals(NOTHING, protocol.next());
        pass(1_000);
        look(OTHERS, 400);
        pass(399);
        assertEquals(NOTHING, protocol.next());
        pass(1);
        look(null, 0);
        assertEquals(Optional.of(Call.REQUEST), protocol.next());
        protocol.requested(clock.nanoTime(), new Request(Optional.empty(), Duration.ofMillis(300)));
        assertEquals(NOTHING, protocol.next());
        pass(300);
        look(OTHERS, 3_000);
    }

    @Test
    void holderRenewsEverySecondAndStillLooks() {
        becomeHolder();
        pass(1_000);
        renew(true);
        look(OWN, 3_000);
        assertEquals(NOTHING, protocol.next());
        assertEquals(Optional.of(OWN), protocol.lease());
    }

    @Test
    void logMayBeFasterThanTheAnswer() {
        becomeCandidate();
        protocol.reached(OWN.fence());
        protocol.requested(clock.nanoTime(), new Request(Optional.of(OWN), LEASE));
        assertTrue(protocol.isMine());
    }

    @Test
    void nodeThatCannotReadTheLogLeavesTheLeaseToOthers() {
        becomeCandidate();
        protocol.requested(clock.nanoTime(), new Request(Optional.of(OWN), LEASE));
        for (int i = 0; i < 3; i++) {
            pass(1_000);
            assertEquals(i == 2 ? State.RETIRING : State.TAKING_OVER, stateAfterLook(), "after " + (i + 1) + " s");
        }
        protocol.drained();
        assertEquals(Optional.of(Call.RELEASE), protocol.next());
    }

    private State stateAfterLook() {
        if (protocol.next().equals(Optional.of(Call.RENEW))) {
            protocol.renewed(clock.nanoTime(), true);
        }
        return protocol.state();
    }

    @Test
    void holderCountsFromWhenItSentTheRenewalAndEndsBeforeTheStoreDoes() {
        becomeHolder();
        pass(1_000);
        long sent = clock.nanoTime();
        pass(600);
        protocol.renewed(sent, true);
        pass(1_899);
        assertTrue(protocol.isMine());
        pass(1);
        assertFalse(protocol.isMine(), "2.5 s after it was sent, of 3");
        assertEquals(Optional.empty(), protocol.lease());
    }

    @Test
    void holderThatStoodStillFindsItOutByTheClock() {
        becomeHolder();
        pass(20_000);
        assertFalse(protocol.isMine(), "before anything else is called");
        assertEquals(NOTHING, protocol.next(), "not before the feed is closed");
        assertEquals(State.RETIRING, protocol.state());
        protocol.drained();
        assertEquals(Optional.of(Call.RELEASE), protocol.next());
        assertEquals(Optional.of(OWN), protocol.toRelease());
        protocol.released();
        assertEquals(State.FOLLOWER, protocol.state());
    }

    @Test
    void renewalThatIsAnsweredTooLateDoesNotReviveTheLease() {
        becomeHolder();
        pass(1_000);
        long sent = clock.nanoTime();
        pass(1_500);
        protocol.renewed(sent, true);
        assertFalse(protocol.isMine());
        assertEquals(State.RETIRING, protocol.state());
    }

    @Test
    void failedRenewalsAreRepeatedUntilTheTimeIsOver() {
        becomeHolder();
        pass(1_000);
        for (int i = 0; i < 14; i++) {
            assertEquals(Optional.of(Call.RENEW), protocol.next());
            protocol.failed();
            assertEquals(NOTHING, protocol.next());
            assertTrue(protocol.isMine());
            pass(100);
        }
        protocol.connected();
        renew(true);
        assertEquals(State.HOLDER, protocol.state(), "a short interruption costs nothing");
    }

    @Test
    void lostLeaseIsNotGivenBack() {
        becomeHolder();
        pass(1_000);
        renew(false);
        assertFalse(protocol.isMine());
        protocol.drained();
        assertEquals(State.FOLLOWER, protocol.state());
        look(OTHERS, 3_000);
    }

    @Test
    void refusedWriteEndsThatLeaseOnly() {
        becomeHolder();
        protocol.fenced(OTHERS);
        assertTrue(protocol.isMine());
        protocol.fenced(OWN);
        assertFalse(protocol.isMine());
    }

    @Test
    void leaseOfAnotherNodeOnTheBoardEndsTheOwnOne() {
        becomeHolder();
        pass(1_000);
        renew(true);
        look(new Lease(9, "other"), 3_000);
        assertFalse(protocol.isMine());
    }

    @Test
    void leaseFromARequestThatWasGivenUpIsRequestedAgain() {
        becomeCandidate();
        protocol.failed();
        assertEquals(State.DETACHED, protocol.state());
        pass(100);
        protocol.connected();
        pass(LEASE.toMillis());
        look(OWN, 1_000);
        assertEquals(Optional.of(Call.REQUEST), protocol.next());
    }

    @Test
    void stoppedHolderClosesPublishesAndGivesBack() {
        becomeHolder();
        protocol.stop();
        assertFalse(protocol.isMine());
        assertEquals(Optional.of(OWN), protocol.lease(), "what was received may still be published");
        pass(1_000);
        renew(true);
        protocol.drained();
        assertEquals(State.STOPPED, protocol.state());
        assertEquals(Optional.of(Call.RELEASE), protocol.next());
        protocol.released();
        assertEquals(NOTHING, protocol.next());
    }

    @Test
    void leavingHolderGivesBackAndOnlyReadsFromThenOn() {
        becomeHolder();
        protocol.leave();
        assertFalse(protocol.isMine(), "at once");
        assertEquals(NOTHING, protocol.next(), "not before the feed is closed");
        protocol.drained();
        assertEquals(Optional.of(Call.RELEASE), protocol.next());
        protocol.released();
        assertEquals(State.FOLLOWER, protocol.state());
        look(null, 0);
        for (int i = 0; i < 3; i++) {
            pass(1_000);
            look(null, 0);
            assertEquals(NOTHING, protocol.next(), "it does not request it, even if no other node does");
        }
        protocol.stop();
        assertEquals(State.STOPPED, protocol.state());
    }

    @Test
    void nodeThatLeavesWhileItRequestsGivesBackWhatItGets() {
        becomeCandidate();
        assertEquals(Optional.of(Call.REQUEST), protocol.next());
        protocol.leave();
        protocol.requested(clock.nanoTime(), new Request(Optional.of(OWN), LEASE));
        protocol.reached(OWN.fence());
        assertFalse(protocol.isMine());
        assertEquals(Optional.of(Call.RELEASE), protocol.next());
    }

    @Test
    void nodeThatIsStoppedWhileItRequestsGivesBackWhatItGets() {
        becomeCandidate();
        assertEquals(Optional.of(Call.REQUEST), protocol.next());
        protocol.stop();
        assertEquals(State.STOPPED, protocol.state());
        protocol.requested(clock.nanoTime(), new Request(Optional.of(OWN), LEASE));
        assertFalse(protocol.isMine());
        assertEquals(Optional.of(Call.RELEASE), protocol.next());
        protocol.released();
        assertEquals(NOTHING, protocol.next());
        assertEquals(State.STOPPED, protocol.state());
    }

    @Test
    void releasedLeaseIsRequestedAfterAMomentForFinnhub() {
        protocol.connected();
        pass(LEASE.toMillis());
        look(OTHERS, 3_000);
        protocol.read(new LogEntry(5, 6, new LogEntry.Released("other")));
        assertEquals(NOTHING, protocol.next());
        pass(99);
        assertEquals(NOTHING, protocol.next());
        pass(1);
        assertEquals(Optional.of(Call.REQUEST), protocol.next(), "without waiting for another look or for chance");
        protocol.read(new LogEntry(6, 8, new LogEntry.Holder("third")));
        assertEquals(NOTHING, protocol.next(), "a third node was faster");
    }

    @Test
    void leaseLastsTwoToThirtySeconds() {
        assertThrows(IllegalArgumentException.class, () -> new LeaseTiming(Duration.ofMillis(1_999)));
        assertThrows(IllegalArgumentException.class, () -> new LeaseTiming(Duration.ofSeconds(31)));
        assertEquals(Duration.ofMillis(2_500), new LeaseTiming(LEASE).usable());
    }
}
