package stockchart.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Puts the REST resources under {@code /api}. */
@ApplicationPath("/api")
public class Api extends Application {
    /**
     * Jersey's own key; other implementations ignore it. No resource here uses Bean Validation, and the component that prepares it
     * for Jersey now and then, perhaps once in two hundred starts of Payara, is injected with an object meant for another of its
     * fields: then the whole application fails to deploy.
     */
    private static final String WITHOUT_BEAN_VALIDATION = "jersey.config.beanValidation.disable.server";

    @Override
    public Map<String, Object> getProperties() {
        return Map.of(WITHOUT_BEAN_VALIDATION, true);
    }
}
