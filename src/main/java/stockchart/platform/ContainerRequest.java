package stockchart.platform;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;

/** The server's own request object behind the wrappers of filters. Stateless; any thread. */
public final class ContainerRequest {
    private ContainerRequest() {}

    /** Removes all wrappers. */
    public static ServletRequest unwrap(ServletRequest request) {
        ServletRequest own = request;
        while (own instanceof ServletRequestWrapper wrapper) {
            own = wrapper.getRequest();
        }
        return own;
    }
}
