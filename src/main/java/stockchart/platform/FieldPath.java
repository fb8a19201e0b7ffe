package stockchart.platform;

import java.lang.reflect.Field;
import java.util.List;

/** A path through a server's objects by the names of their private fields, which no standard guarantees. Immutable; any thread. */
public final class FieldPath {
    private final List<String> names;

    public FieldPath(String... names) {
        this.names = List.of(names);
    }

    /**
     * Follows the fields.
     *
     * @throws ReflectiveOperationException if a field is not there, not accessible or null
     */
    public Object end(Object start) throws ReflectiveOperationException {
        Object at = start;
        for (String name : names) {
            Field field = field(at.getClass(), name);
            Object next = field.get(at);
            if (next == null) {
                throw new NoSuchFieldException("Nothing in " + field + " of " + at.getClass());
            }
            at = next;
        }
        return at;
    }

    /** A field of a type or of one it is derived from: Payara derives classes of its own from some of Tyrus' and Grizzly's. */
    public static Field field(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            for (Field field : owner.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(name + " in " + type.getName());
    }
}
