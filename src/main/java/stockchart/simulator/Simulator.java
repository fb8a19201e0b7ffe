package stockchart.simulator;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import stockchart.platform.concurrent.Liveness;
import stockchart.platform.concurrent.PeriodicTask;
import stockchart.platform.concurrent.MonotonicClock;
import stockchart.platform.concurrent.ServerThreads;
import stockchart.platform.websocket.SendPaths;
import stockchart.platform.websocket.SessionGuards;
import stockchart.settings.DataFolder;
import stockchart.settings.FastSendSetting;
import stockchart.settings.FinnhubAccess;
import stockchart.settings.Settings;

/**
 * Runs the simulated Finnhub while no API key is configured, and its one periodic sweep. State is set at start and never changed;
 * any thread.
 */
@Singleton
@Startup
@ApplicationScoped
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Simulator {
    private static final System.Logger LOG = System.getLogger(Simulator.class.getName());
    /** As often as a slot of trades ends. */
    private static final long SWEEP_MILLIS = TradeStream.SLOT_MILLIS;

    @Inject
    private ServerThreads threads;

    @Inject
    private Liveness liveness;

    private final SessionGuards guards = new SessionGuards();
    private SendPaths sendPaths;
    /** These are null while an API key is configured. */
    private SimulatedFinnhub finnhub;
    private String prices;
    private PeriodicTask sweeps;

    /** The simulated Finnhub; empty while a real key is configured. */
    public Optional<SimulatedFinnhub> finnhub() {
        return Optional.ofNullable(finnhub);
    }

    /**
     * Identifies the simulated prices: what was recorded of prices with another text does not belong to them. Empty while a real
     * key is configured. Public for the proxy.
     */
    public Optional<String> prices() {
        return Optional.ofNullable(prices);
    }

    /** The limits on the frames that clients send. Public for the proxy. */
    public SessionGuards guards() {
        return guards;
    }

    /** The send paths to the clients. Public for the proxy. */
    public SendPaths sendPaths() {
        return sendPaths;
    }

    /**
     * Connects the application itself.
     *
     * @param received called with each message, one at a time, on the server's threads
     * @param closed called with the reason when the simulator ends the connection
     * @return empty if there is no simulator, or such a connection already
     */
    public Optional<InProcessConnection> connect(Consumer<String> received, Consumer<String> closed) {
        return finnhub().flatMap(simulated -> InProcessConnection.open(simulated, threads.pool(), received, closed));
    }

    /**
     * The answer of a REST path to the application itself.
     *
     * @param pathAndQuery for example {@code /quote?symbol=AAPL}
     * @return JSON; empty if there is no such path, or a parameter is wrong
     */
    public Optional<String> answer(String pathAndQuery) {
        return finnhub().map(simulated -> new SimulatorApi(simulated, Clock.systemUTC()).answer(pathAndQuery))
                .filter(answer -> answer.status() == HttpServletResponse.SC_OK).map(SimulatorApi.Answer::json);
    }

    @PostConstruct
    void start() {
        Settings settings = Settings.ofServer();
        // The path of the simulator's messages matters to no operator, so it is logged at debug level.
        sendPaths = new SendPaths(FastSendSetting.isOn(settings), Level.DEBUG);
        if (FinnhubAccess.isSimulated(settings)) {
            Clock clock = Clock.systemUTC();
            SimulatorSeed kept = new SimulatorSeed(DataFolder.ofSource(settings), clock);
            SimulatorSettings seeded = SimulatorSettings.from(settings).seeded(kept::get);
            prices = SimulatorSeed.text(seeded.seed().orElseThrow());
            finnhub = new SimulatedFinnhub(Instruments.load(), seeded, clock, new MonotonicClock());
            sweeps = liveness.start("simulator", finnhub::sweep, SWEEP_MILLIS);
            LOG.log(Level.DEBUG, "FINNHUB_TOKEN is not set: prices are simulated");
        }
    }

    @PreDestroy
    void stop() {
        if (finnhub != null) {
            sweeps.stop();
            finnhub.shutDown();
        }
    }
}
