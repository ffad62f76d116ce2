package io.coddiwomple.app.demo;

import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Manifests;
import io.coddiwomple.spec.Manifests.Placed;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Objects and their places as words of a request: the file, the line, the column, and the object as JSON. */
final class AppliedObjects {
    private static final int WORDS = 4;

    private AppliedObjects() {}

    static List<String> words(List<Placed> objects) {
        var words = new ArrayList<String>();
        for (Placed object : objects) {
            var json = new ByteText();
            JsonText.append(object.manifest().tree(), 0, json);
            words.add(object.place().file());
            words.add(Integer.toString(object.place().line()));
            words.add(Integer.toString(object.place().column()));
            words.add(json.toString());
        }
        return words;
    }

    /** Empty for words that are no objects. */
    static Optional<List<Placed>> read(List<String> words) {
        if (words.size() % WORDS != 0) {
            return Optional.empty();
        }
        var objects = new ArrayList<Placed>();
        for (int at = 0; at < words.size(); at += WORDS) {
            var problems = new Problems();
            var json =
                    new Input("object.json", words.get(at + 3).getBytes(StandardCharsets.UTF_8), new Input.Objects());
            List<Placed> read = Manifests.read(List.of(json), problems);
            if (problems.hasErrors() || read.size() != 1 || !isNumber(words.get(at + 1), words.get(at + 2))) {
                return Optional.empty();
            }
            var place =
                    new Place(words.get(at), Integer.parseInt(words.get(at + 1)), Integer.parseInt(words.get(at + 2)));
            objects.add(new Placed(read.getFirst().manifest(), place));
        }
        return Optional.of(objects);
    }

    private static boolean isNumber(String... words) {
        return List.of(words).stream().allMatch(word -> word.matches("[0-9]{1,9}"));
    }
}
