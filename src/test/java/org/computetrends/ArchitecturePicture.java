package org.computetrends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints the picture of {@code docs/architecture.txt}, for {@code docs/architecture.svg}. */
public final class ArchitecturePicture {
    private static final int WIDTH = 152;
    private static final int HEIGHT = 74;
    private static final int MARGIN = 14;

    /** The distance between the left sides of neighbouring rooms. */
    private static final int COLUMN_STEP = 202;

    /** The distance between the upper sides of neighbouring rooms. */
    private static final int ROW_STEP = 124;

    /** The most characters of a line of text in a room. */
    private static final int LINE_LENGTH = 23;

    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private final List<String> shapes = new ArrayList<>();

    private record Room(int x, int y, String text) {}

    private ArchitecturePicture() {}

    public static void main(String[] arguments) throws IOException {
        System.out.print(svg(Files.readString(Path.of("docs/architecture.txt"))));
    }

    /** The picture of a text. */
    static String svg(String text) {
        ArchitecturePicture picture = new ArchitecturePicture();
        text.lines().filter(line -> !line.startsWith("#")).forEach(picture::draw);
        picture.rooms.forEach(picture::box);
        int width = picture.rooms.values().stream().mapToInt(Room::x).max().orElse(0) + WIDTH + MARGIN;
        int height = picture.rooms.values().stream().mapToInt(Room::y).max().orElse(0) + HEIGHT + MARGIN;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <title>The rooms of compute-trends, and what flows between them</title>
                <rect width="%d" height="%d" fill="#fff"/>
                <defs><marker id="end" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto"><path d="M0 0L8 4L0 8z" fill="#456"/></marker></defs>
                %s
                </svg>
                """.formatted(width, height, width, height, String.join("\n", picture.shapes));
    }

    private void draw(String line) {
        String[] words = line.split(" +", 5);
        if (words[0].equals("room")) {
            rooms.put(
                    words[1],
                    new Room(
                            MARGIN + COLUMN_STEP * Integer.parseInt(words[2]),
                            MARGIN + ROW_STEP * Integer.parseInt(words[3]),
                            words[4]));
        } else {
            arrow(rooms.get(words[1]), rooms.get(words[2]), words[3]);
        }
    }

    /**
     * Draws an arrow between two rooms, with a text in the arrow's middle. In a row the arrow joins the left and right
     * sides of the rooms, otherwise the upper and lower sides.
     */
    private void arrow(Room from, Room to, String text) {
        int across = Integer.signum(to.x() - from.x());
        int down = Integer.signum(to.y() - from.y());
        boolean isLevel = down == 0;
        int x1 = from.x() + WIDTH / 2 + (isLevel ? across * WIDTH / 2 : 0);
        int y1 = from.y() + HEIGHT / 2 + (isLevel ? 0 : down * HEIGHT / 2);
        int x2 = to.x() + WIDTH / 2 - (isLevel ? across * WIDTH / 2 : 0);
        int y2 = to.y() + HEIGHT / 2 - (isLevel ? 0 : down * HEIGHT / 2);
        shapes.add("<path d=\"M%d %dL%d %d\" stroke=\"#456\" marker-end=\"url(#end)\"/>".formatted(x1, y1, x2, y2));
        shapes.add("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#345\">%s</text>"
                .formatted((x1 + x2) / 2, (y1 + y2) / 2 - 6, text));
    }

    private void box(String name, Room room) {
        shapes.add("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"#eef3f8\" stroke=\"#456\"/>"
                .formatted(room.x(), room.y(), WIDTH, HEIGHT));
        shapes.add(
                "<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s</text>".formatted(room.x() + 9, room.y() + 20, name));
        int y = room.y() + 38;
        StringBuilder line = new StringBuilder();
        for (String word : room.text().split(" ", -1)) {
            if (line.length() + word.length() >= LINE_LENGTH) {
                y = text(room, y, line);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        text(room, y, line);
    }

    private int text(Room room, int y, StringBuilder line) {
        shapes.add("<text x=\"%d\" y=\"%d\">%s</text>".formatted(room.x() + 9, y, line));
        line.setLength(0);
        return y + 15;
    }
}
