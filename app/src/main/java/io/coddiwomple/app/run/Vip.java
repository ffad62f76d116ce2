package io.coddiwomple.app.run;

import io.coddiwomple.app.files.LedgerFile;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.IpAddress;
import io.coddiwomple.plan.Planner;
import io.coddiwomple.plan.address.Addresses;
import io.coddiwomple.plan.address.Ledger;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import io.coddiwomple.spec.Options;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.JsonText;
import io.coddiwomple.yaml.YamlText;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** {@code cw vip}: the virtual address of every name. */
public final class Vip implements Runner {
    private final Sources sources;
    private final Format format;
    private final InstantSource clock;

    public Vip(Sources sources, Format format, InstantSource clock) {
        this.sources = sources;
        this.format = format;
        this.clock = clock;
    }

    @Override
    public int run(Report report) throws IOException {
        var problems = new Problems();
        LedgerFile ledgerFile = sources.openLedger(problems);
        Ledger ledger = Sources.parse(ledgerFile, problems);
        Federation federation = sources.read(report.terminal(), Options.NONE, problems);
        if (federation == null || problems.hasErrors()) {
            report.problems(problems.sorted());
            return INVALID;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Addresses addresses = Planner.addresses(federation, ledger, today, problems);
        report.problems(problems.sorted());
        if (problems.hasErrors()) {
            return INVALID;
        }
        if (ledgerFile == null) {
            write(addresses, report);
        } else {
            ledgerFile.update(addresses.ledger().text(), () -> write(addresses, report));
        }
        return DONE;
    }

    private void write(Addresses addresses, Report report) throws IOException {
        var text = new ByteText();
        switch (format) {
            case YAML -> YamlText.append(tree(addresses), text);
            case JSON -> {
                JsonText.append(tree(addresses), 0, text);
                text.ascii('\n');
            }
            case NAME -> addresses.byHost().keySet().forEach(host -> text.text(host + "\n"));
            case TABLE -> {
                for (Map.Entry<String, List<IpAddress>> entry :
                        addresses.byHost().entrySet()) {
                    text.text(entry.getKey());
                    entry.getValue().forEach(address -> text.text(" " + address));
                    text.ascii('\n');
                }
            }
        }
        text.writeTo(report.terminal().out());
        report.terminal().out().flush();
    }

    private static Fields tree(Addresses addresses) {
        Fields.Builder tree = Fields.builder();
        addresses.byHost().keySet().forEach(host -> tree.put(host, Value.texts(addresses.texts(host))));
        return tree.build();
    }
}
