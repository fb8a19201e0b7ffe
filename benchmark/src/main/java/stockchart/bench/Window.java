package stockchart.bench;

/** What browsers receive while it is open: the measured part of a run. */
final class Window {
    private Histogram latency = new Histogram();
    private long frames;
    private boolean open;
    private boolean swapped;

    void open() {
        open = true;
    }

    void close() {
        open = false;
    }

    /** Takes another histogram and returns the one used until now; frames are counted no more. */
    Histogram swap(Histogram next) {
        Histogram before = latency;
        latency = next;
        swapped = true;
        return before;
    }

    void frame() {
        if (open && !swapped) {
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
