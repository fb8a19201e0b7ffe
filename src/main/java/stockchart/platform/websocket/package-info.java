/**
 * WebSocket connections of any server: sending without waiting, and the limits on what a client may send.
 *
 * <p>Entry types: {@link stockchart.platform.websocket.ClientConnection} is the port to one connection and
 * {@link stockchart.platform.websocket.WebSocketConnection} its implementation; {@link stockchart.platform.websocket.SendLoop}
 * keeps one send in flight; {@link stockchart.platform.websocket.SendPaths} chooses the fastest path of the server;
 * {@link stockchart.platform.websocket.FrameGuard} checks each frame of a client, installed by
 * {@link stockchart.platform.websocket.SessionGuards} and {@link stockchart.platform.websocket.GuardedHandshake}. Any thread; no
 * method waits for the other side. Imports {@code platform}, {@code platform.concurrent} and {@code text}.
 *
 * <p>It knows no message: texts are opaque.
 */
package stockchart.platform.websocket;
