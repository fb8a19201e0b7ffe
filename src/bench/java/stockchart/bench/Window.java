package stockchart.bench;

/** What browsers receive while it is open: the measured part of a run. */
final class Window {
    private Histogram latency = new Histogram();
    private long frames;
    private boolean open;

    void open() {
        open = true;
    }

    void close() {
        open = false;
    }

    /** Begins anew, and returns what was measured until now, which it keeps no longer. */
    Histogram swap(Histogram next) {
        Histogram before = latency;
        latency = next;
        return before;
    }

    void frame() {
        if (open) {
            frames++;
        }
    }

    void trade(long micros) {
        if (open) {
            latency.add(micros);
        }
    }

    /** From upstream send to browser receive. */
    Histogram latency() {
        return latency;
    }

    long deliveries() {
        return latency.total();
    }

    long frames() {
        return frames;
    }
}
