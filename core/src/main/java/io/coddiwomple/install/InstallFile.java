package io.coddiwomple.install;

import io.coddiwomple.resource.Noted;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.NotedText;
import io.coddiwomple.yaml.YamlText;
import java.util.List;

/**
 * A file for an installer.
 *
 * @param name without a folder
 * @param heading paragraphs that say what it is, what takes it and what must be there before; what begins with
 *     two blanks is a line for a shell
 */
public record InstallFile(String name, Installer installer, List<String> heading, Noted settings) {
    /** What begins a line of a heading that is not wrapped. */
    static final String WHOLE = "  ";

    public InstallFile {
        heading = List.copyOf(heading);
    }

    /** The file as text: comments and YAML, one document. */
    public ByteText text() {
        var text = new ByteText();
        for (String paragraph : heading) {
            if (paragraph.startsWith(WHOLE)) {
                YamlText.comment(paragraph, text);
            } else {
                NotedText.paragraph(paragraph, 0, text);
            }
        }
        YamlText.comment("", text);
        NotedText.append(settings, text);
        return text;
    }
}
