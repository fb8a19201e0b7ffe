package stockchart.simulator;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import stockchart.http.JsonResponse;

/** The simulated Finnhub's REST paths; {@link SimulatorFilter} has checked the token by then. Keeps no state. */
@WebServlet(value = SimulatorFilter.REST, asyncSupported = true)
public class SimulatorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Simulator simulator;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Clients join a base address and a path in different ways: extra slashes are ignored.
        String path = Optional.ofNullable(request.getPathInfo()).orElse("").replaceAll("/+", "/").replaceFirst("/$", "");
        Optional<SimulatedFinnhub> finnhub = simulator.finnhub();
        if (finnhub.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        SimulatorApi.Answer answer = SimulatorFilter.isRefused(request, path)
                ? SimulatorApi.Answer.error(HttpServletResponse.SC_FORBIDDEN, "You don't have access to this resource.")
                : new SimulatorApi(finnhub.get(), Clock.systemUTC()).answer(path, request::getParameter);
        JsonResponse.send(response, answer.status(), answer.json());
    }
}
