package io.coddiwomple.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoTest {
    private final Shell shell = new Shell();

    @Test
    void refusesACallForEverythingThatIsWrongWithIt() {
        Shell.Result result = shell.run("demo", "call", "amsterdam/", "gopher://x/", "--count", "0", "-o", "jsno");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().lines())
                .containsExactly(
                        "error: \"amsterdam/\" is neither CLUSTER nor CLUSTER/WORKLOAD",
                        "error: nothing here speaks \"gopher\", only http, http2, grpc, https, tcp, tls",
                        "error: --count is a whole number from 1 to 10000, not \"0\"",
                        "error: there is no output format \"jsno\", only table, json; did you mean \"json\"?",
                        "See 'cw demo call --help'.");
        assertThat(shell.run("demo", "call", "amsterdam").err())
                .startsWith("error: name who calls and what: cw demo call FROM URL, such as ");
        assertThat(shell.run("demo", "call", "a/b/c", "httpbin.bar.global:8000")
                        .err()
                        .lines())
                .contains(
                        "error: \"a/b/c\" is neither CLUSTER nor CLUSTER/WORKLOAD",
                        "error: \"httpbin.bar.global:8000\" is no URL with a scheme and a host, such as"
                                + " http://httpbin.bar.global:8000/headers");
        assertThat(shell.run("demo", "call", "a", "http://a b").err()).startsWith("error: \"http://a b\" is no URL: ");
    }

    @Test
    void namesWhatIsMissing() {
        assertThat(shell.run("demo", "kill").err()).startsWith("error: name one cluster or workload: cw demo kill ");
        assertThat(shell.run("demo", "apply").err().lines())
                .startsWith(
                        "error: name one cluster: cw demo apply CLUSTER -f PATH",
                        "error: there is no input; name some with -f PATH");
        assertThat(shell.run("demo", "stauts").err())
                .startsWith("error: unknown command \"demo stauts\"; did you mean \"demo status\"?");
    }

    @Test
    void refusesObjectsThatCannotBeReadBeforeItAsksAnybody() {
        Shell.Result result =
                shell.stdin("kind: Gateway\nspce: {}\n---\n[]\n").run("demo", "apply", "amsterdam", "-f", "-");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().lines())
                .containsExactly(
                        "error CW2004 <stdin>:1:1 apiVersion is missing, so nobody knows what kind of object this is",
                        "error CW2004 <stdin>:1:1 metadata is missing, and with it the object's name",
                        "error CW2001 <stdin>:2:1 an object has no field \"spce\", only apiVersion, kind, metadata,"
                                + " spec, status; did you mean \"spec\"?",
                        "error CW2003 <stdin>:4:1 the document is a list, and it must be an object with apiVersion,"
                                + " kind, metadata and spec");
    }
}
