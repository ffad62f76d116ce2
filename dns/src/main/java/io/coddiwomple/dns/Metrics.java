package io.coddiwomple.dns;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What happened so far, as Prometheus reads it. For any number of threads. */
final class Metrics {
    private final Map<Transport, Counters> counters = new EnumMap<>(Transport.class);
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final Reloads reloads = new Reloads();

    /** @param connections how many TCP connections are open */
    Metrics(IntSupplier connections) {
        for (Transport transport : Transport.values()) {
            counters.put(transport, new Counters());
        }
        CounterWithCallback.builder()
                .name("cw_dns_answers")
                .help("Answers by transport, type of the question and response code.")
                .labelNames("transport", "type", "rcode")
                .callback(this::answers)
                .register(registry);
        CounterWithCallback.builder()
                .name("cw_dns_losses")
                .help("Requests without a (whole) answer: ignored, limited, truncated or unsent.")
                .labelNames("transport", "reason")
                .callback(this::losses)
                .register(registry);
        gauge("cw_dns_tcp_connections", "TCP connections that are open.", () -> connections.getAsInt());
        gauge("cw_dns_zone_hosts", "Hosts that are answered, wildcards among them.", () -> reloads.hosts);
        gauge("cw_dns_zone_serial", "Serial number of the zone.", () -> Integer.toUnsignedLong(reloads.serial));
        gauge(
                "cw_dns_zone_loaded_timestamp_seconds",
                "When the zone was last read without an error, in seconds since 1970.",
                () -> reloads.loadedMillis / 1e3);
        gauge("cw_dns_zone_load_seconds", "How long that took.", () -> reloads.seconds);
        gauge(
                "cw_dns_zone_stale",
                "1 when the input cannot be read and the last zone is still answered, else 0.",
                () -> reloads.stale ? 1 : 0);
        CounterWithCallback.builder()
                .name("cw_dns_loads")
                .help("Readings of the input, by outcome.")
                .labelNames("outcome")
                .callback(callback -> {
                    callback.call((double) reloads.succeeded.get(), "success");
                    callback.call((double) reloads.failed.get(), "failure");
                })
                .register(registry);
    }

    /** What is known of readings of the input. Written by one thread. */
    static final class Reloads {
        private final AtomicLong succeeded = new AtomicLong();
        private final AtomicLong failed = new AtomicLong();
        private volatile boolean stale;
        private volatile int hosts;
        private volatile int serial;
        private volatile long loadedMillis;
        private volatile double seconds;

        void succeeded(Zone zone, long nowMillis, double took) {
            hosts = zone.hosts();
            serial = zone.serial();
            loadedMillis = nowMillis;
            seconds = took;
            stale = false;
            succeeded.incrementAndGet();
        }

        void failed() {
            stale = true;
            failed.incrementAndGet();
        }
    }

    Reloads reloads() {
        return reloads;
    }

    Counters of(Transport transport) {
        return counters.computeIfAbsent(transport, _ -> new Counters());
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    private void answers(CounterWithCallback.Callback callback) {
        counters.forEach((transport, counted) -> {
            for (Counters.Type type : Counters.Type.values()) {
                for (Rcode rcode : Rcode.values()) {
                    long number = counted.answers(type, rcode);
                    if (number > 0) {
                        callback.call((double) number, transport.label(), type.name(), rcode.name());
                    }
                }
            }
        });
    }

    private void losses(CounterWithCallback.Callback callback) {
        counters.forEach((transport, counted) -> {
            for (Counters.Loss loss : Counters.Loss.values()) {
                callback.call(
                        (double) counted.losses(loss),
                        transport.label(),
                        loss.name().toLowerCase(Locale.ROOT));
            }
        });
    }

    /** The media type of what {@link #write} writes for a client. */
    String contentType(@Nullable String accepted) {
        return writer(accepted).getContentType();
    }

    /** @param accepted the client's header {@code Accept}, or null */
    void write(@Nullable String accepted, OutputStream out) throws IOException {
        writer(accepted).write(out, registry.scrape());
    }

    private ExpositionFormatWriter writer(@Nullable String accepted) {
        return formats.findWriter(accepted);
    }
}
