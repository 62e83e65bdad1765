package org.computetrends.ingest;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Suppliers that compute their value on the first call only. */
final class Suppliers {

    private Suppliers() {}

    static <T> Supplier<T> once(Supplier<T> supplier) {
        return new Supplier<>() {
            private @Nullable T value;

            @Override
            public synchronized T get() {
                T known = value;
                if (known == null) {
                    known = supplier.get();
                    value = known;
                }
                return known;
            }
        };
    }
}
