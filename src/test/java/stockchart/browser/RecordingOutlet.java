package stockchart.browser;

import stockchart.testing.RecordingSender;

/** A client's connection that keeps what was sent and why it was closed. */
class RecordingOutlet extends RecordingSender implements Outlet {
    int pings;
    Goodbye goodbye;
    boolean gone;

    @Override
    public void ping() {
        throwIfWanted();
        pings++;
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    @Override
    public void close(Goodbye reason) {
        goodbye = reason;
    }
}
