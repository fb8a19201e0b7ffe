package stockchart.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * A picture that was looked at and found right, and the comparison of a new one with it. Pictures are alike when nearly every small
 * cell of the one is found in the other, in about the same colour and about the same place, and the other way round: another
 * renderer or another font moves and smooths things by a few pixels and stays alike, but what is missing, added, moved or of
 * another colour does not. Stateless.
 */
public final class GoldenImage {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    /** Width and height of a cell in pixels; a thing may be as far away as that. */
    private static final int CELL = 8;
    /** How much red, green or blue of a cell may differ, of 255. */
    private static final int TOLERANCE = 26;
    /** Share of cells that need not be found again. */
    static final double STRAYS = 0.006;

    private GoldenImage() {}

    /**
     * Fails if a picture is unlike the golden one, and keeps it in {@code golden} of the output folder then.
     *
     * @param png the picture's file
     */
    public static void assertLike(String name, byte[] png) {
        Path golden = FOLDER.resolve(name + ".png");
        double share = Files.exists(golden) ? difference(read(golden), read(png)) : 1;
        if (share > STRAYS) {
            Path kept = keep(name, png);
            throw new AssertionError(String.format(Locale.ROOT, "%.1f %% of %s is unlike %s, at most %.1f %% may be. If it is right,"
                    + " put it there", 100 * share, kept, golden, 100 * STRAYS));
        }
    }

    /** Fails if a picture is like the golden one. */
    public static void assertUnlike(String name, byte[] png) {
        double share = difference(read(FOLDER.resolve(name + ".png")), read(png));
        assertTrue(share > STRAYS, () -> "Only " + share + " is unlike " + name);
    }

    /** The share of cells that are in only one of two pictures, from 0 to 1. */
    static double difference(BufferedImage one, BufferedImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            return 1;
        }
        int[][][] mine = cells(one);
        int[][][] others = cells(other);
        return Math.max(missing(mine, others), missing(others, mine));
    }

    /** Share of cells that have no counterpart. */
    private static double missing(int[][][] cells, int[][][] among) {
        int missing = 0;
        for (int y = 0; y < cells.length; y++) {
            for (int x = 0; x < cells[y].length; x++) {
                missing += isNear(cells[y][x], among, x, y) ? 0 : 1;
            }
        }
        return (double) missing / (cells.length * cells[0].length);
    }

    private static boolean isNear(int[] cell, int[][][] among, int x, int y) {
        for (int row = Math.max(0, y - 1); row <= Math.min(among.length - 1, y + 1); row++) {
            for (int column = Math.max(0, x - 1); column <= Math.min(among[row].length - 1, x + 1); column++) {
                if (isLike(cell, among[row][column])) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isLike(int[] one, int[] other) {
        return Math.abs(one[0] - other[0]) <= TOLERANCE && Math.abs(one[1] - other[1]) <= TOLERANCE
                && Math.abs(one[2] - other[2]) <= TOLERANCE;
    }

    /** Mean red, green and blue by row and column; what is left over at the right and at the bottom is left out. */
    private static int[][][] cells(BufferedImage picture) {
        int[][][] cells = new int[picture.getHeight() / CELL][picture.getWidth() / CELL][];
        for (int y = 0; y < cells.length; y++) {
            for (int x = 0; x < cells[y].length; x++) {
                cells[y][x] = mean(picture, x * CELL, y * CELL);
            }
        }
        return cells;
    }

    private static int[] mean(BufferedImage picture, int left, int top) {
        int[] sums = new int[3];
        for (int y = top; y < top + CELL; y++) {
            for (int x = left; x < left + CELL; x++) {
                int rgb = picture.getRGB(x, y);
                sums[0] += rgb >> 16 & 0xff;
                sums[1] += rgb >> 8 & 0xff;
                sums[2] += rgb & 0xff;
            }
        }
        return new int[] {sums[0] / (CELL * CELL), sums[1] / (CELL * CELL), sums[2] / (CELL * CELL)};
    }

    private static Path keep(String name, byte[] png) {
        try {
            Path folder = Files.createDirectories(Path.of(System.getProperty("it.output")).resolve("golden"));
            return Files.write(folder.resolve(name + ".png"), png);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static BufferedImage read(Path file) {
        try {
            return read(Files.readAllBytes(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static BufferedImage read(byte[] png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException noPicture) {
            throw new UncheckedIOException(noPicture);
        }
    }
}
