package stockchart.simulator;

import jakarta.inject.Inject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonWriter;
import jakarta.json.JsonWriterFactory;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The simulated Finnhub's REST paths; {@link SimulatorFilter} has checked the token by then. Keeps no state. */
@WebServlet(SimulatorFilter.REST)
public class SimulatorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final JsonWriterFactory WRITERS = JsonProvider.provider().createWriterFactory(Map.of());

    @Inject
    private transient Simulator simulator;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Optional.ofNullable(request.getPathInfo()).orElse("");
        Optional<JsonStructure> answer = simulator.finnhub()
                .flatMap(finnhub -> new SimulatorApi(finnhub, Clock.systemUTC()).get(path, request::getParameter));
        response.setStatus(answer.isPresent() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_NOT_FOUND);
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        if (answer.isEmpty()) {
            response.getWriter().write("{\"error\":\"The simulator has no such path\"}");
            return;
        }
        try (JsonWriter writer = WRITERS.createWriter(response.getWriter())) {
            writer.write(answer.get());
        }
    }
}
