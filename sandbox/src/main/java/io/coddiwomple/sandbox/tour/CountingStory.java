package io.coddiwomple.sandbox.tour;

import java.util.List;

/** Remembers what held. Owned by one thread. */
final class CountingStory implements Story {
    private final Story story;
    private int checks;
    private int held;

    CountingStory(Story story) {
        this.story = story;
    }

    int checks() {
        return checks;
    }

    int held() {
        return held;
    }

    @Override
    public void title(String text) {
        story.title(text);
    }

    @Override
    public void say(String text) {
        story.say(text);
    }

    @Override
    public void show(List<String> lines) {
        story.show(lines);
    }

    @Override
    public void table(List<String> headings, List<List<String>> rows) {
        story.table(headings, rows);
    }

    @Override
    public void command(String words) {
        story.command(words);
    }

    @Override
    public void check(boolean holds, String what) {
        checks++;
        held += holds ? 1 : 0;
        story.check(holds, what);
    }
}
