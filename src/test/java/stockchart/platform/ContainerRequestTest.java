package stockchart.platform;

import static org.junit.jupiter.api.Assertions.assertSame;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class ContainerRequestTest {
    private final ServletRequest own = (ServletRequest) Proxy.newProxyInstance(ServletRequest.class.getClassLoader(),
            new Class<?>[] {ServletRequest.class}, (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    @Test
    void everyWrapperIsRemoved() {
        assertSame(own, ContainerRequest.unwrap(new ServletRequestWrapper(new ServletRequestWrapper(own))));
    }

    @Test
    void requestWithoutWrapperIsReturned() {
        assertSame(own, ContainerRequest.unwrap(own));
    }
}
