package stockchart.history;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import stockchart.history.store.CandleStore;
import stockchart.hub.CandleSource.Recording;
import stockchart.market.Symbol;
import stockchart.market.Trade;
import stockchart.market.TradingDay;
import stockchart.tape.GapLog;
import stockchart.tape.GapLog.Gap;
import stockchart.tape.Tape;

/**
 * Writes a batch that is taken back, so that every class that a batch needs is loaded, the database's included: while Payara ends an
 * application it loads none of its classes any more, and the last batch is written then. Stateless.
 */
final class Rehearsal {
    private static final int FEW = 16;

    private Rehearsal() {}

    static void run(CandleStore store) throws SQLException {
        Clock clock = Clock.systemUTC();
        Tape tape = new Tape(new Symbol("REHEARSAL"), 0, FEW, clock);
        tape.append(new Trade(1, clock.millis(), 1), 0);
        tape.release();
        GapLog gaps = new GapLog(clock, System::nanoTime);
        gaps.note(Optional.of(Gap.Cause.UNRECORDED));
        Track track = new Track(new Recording(tape, gaps));
        track.restored();
        FlushBatch batch = new FlushBatch(clock.millis(), true, true, FEW, symbol -> TradingDay.UTC);
        batch.add(track);
        store.tryOut(batch.batch(OptionalLong.of(clock.millis())));
        batch.end(true);
    }
}
