package stockchart.history.backfill;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stockchart.history.backfill.Want.Listener;

/**
 * What readers want, in the order in which they came. Bounded: beyond {@link #MOST} nothing more is taken. A reader that has gone is
 * not known here; what is not had within two minutes is dropped.
 *
 * <p>Any thread; <b>guarded</b> by its own monitor, under which no listener is called.
 */
final class WantQueue {
    static final int MOST = 200;
    private static final int MOST_LISTENERS = 50;
    private static final long KEPT_MILLIS = Duration.ofMinutes(2).toMillis();

    private final Clock steady;
    private final Map<Want, Waiting> wants = new LinkedHashMap<>();

    private record Waiting(long until, List<Listener> listeners) {}

    /** @param steady a clock that does not jump */
    WantQueue(Clock steady) {
        this.steady = steady;
    }

    /** Returns whether there was room. */
    synchronized boolean add(Want want, Listener listener) {
        Waiting waiting = wants.get(want);
        if (waiting == null && wants.size() >= MOST) {
            return false;
        }
        List<Listener> listeners = waiting == null ? new ArrayList<>() : waiting.listeners;
        if (listeners.size() >= MOST_LISTENERS) {
            return false;
        }
        listeners.add(listener);
        wants.put(want, new Waiting(steady.millis() + KEPT_MILLIS, listeners));
        return true;
    }

    /** Those that wait, without those that have waited too long. */
    List<Want> waiting() {
        List<Want> late;
        List<Want> present;
        synchronized (this) {
            late = wants.entrySet().stream().filter(want -> want.getValue().until <= steady.millis()).map(Map.Entry::getKey).toList();
            present = wants.keySet().stream().filter(want -> !late.contains(want)).toList();
        }
        late.forEach(want -> paused(want, false));
        return present;
    }

    /** More of it is written. */
    void progressed(Want want) {
        List<Listener> listeners;
        synchronized (this) {
            Waiting waiting = wants.get(want);
            listeners = waiting == null ? List.of() : List.copyOf(waiting.listeners);
        }
        listeners.forEach(listener -> listener.changed(false));
    }

    /** Nothing more comes now; it is kept for later, or not. */
    void paused(Want want, boolean isKept) {
        List<Listener> listeners = new ArrayList<>();
        synchronized (this) {
            Waiting waiting = wants.get(want);
            if (waiting != null) {
                listeners.addAll(waiting.listeners);
                waiting.listeners.clear();
            }
            if (!isKept) {
                wants.remove(want);
            }
        }
        listeners.forEach(listener -> listener.changed(true));
    }

    synchronized int size() {
        return wants.size();
    }
}
