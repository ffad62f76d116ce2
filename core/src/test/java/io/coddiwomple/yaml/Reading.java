package io.coddiwomple.yaml;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problem;
import io.coddiwomple.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What came of reading a text. */
record Reading(List<Document> documents, List<Problem> problems) {
    static Reading of(String file, byte[] content, Limits limits) {
        var problems = new Problems();
        List<Document> documents = Documents.read(file, content, limits, problems);
        return new Reading(documents, problems.sorted());
    }

    static Reading of(String file, byte[] content) {
        return of(file, content, Limits.DEFAULT);
    }

    static Reading json(String text) {
        return of("in.json", text.getBytes(StandardCharsets.UTF_8));
    }

    static Reading yaml(String text) {
        return of("in.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    boolean has(Code code) {
        return problems.stream().anyMatch(problem -> problem.code() == code);
    }

    /** The documents as one line each, without places. */
    List<String> trees() {
        return documents.stream().map(document -> Outline.tree(document.root())).toList();
    }

    /** The documents as one line each, every key and value with its {@code @line:column}. */
    List<String> places() {
        return documents.stream()
                .map(document -> Outline.places(document.root()))
                .toList();
    }

    /** The problems as users see them. */
    List<String> messages() {
        return problems.stream().map(Problem::toString).toList();
    }
}
