package stockchart.simulator;

import stockchart.testing.RecordingSender;

/** An outlet that keeps what it is given. Confined to the test's thread. */
final class RecordingOutlet extends RecordingSender implements Outlet {
    int pings;
    /** Null until closed. */
    String closedFor;

    @Override
    public void ping() {
        pings++;
    }

    @Override
    public void close(String reason) {
        closedFor = closedFor == null ? reason : closedFor;
    }
}
