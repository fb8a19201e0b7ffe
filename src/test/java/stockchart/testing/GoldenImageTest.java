package stockchart.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static stockchart.testing.GoldenImage.difference;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the comparison of pictures forgives, and what it does not. */
class GoldenImageTest {
    private final BufferedImage line = picture(GoldenImageTest::line);

    @Test
    void theSamePictureIsAlike() {
        assertEquals(0, difference(line, picture(GoldenImageTest::line)));
    }

    @Test
    void smoothedAndMovedByAFewPixelsItIsAlike() {
        assertTrue(difference(line, picture(drawing -> {
            drawing.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            drawing.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            drawing.setFont(drawing.getFont().deriveFont(Font.BOLD));
            drawing.translate(3, -2);
            line(drawing);
        })) <= GoldenImage.STRAYS);
    }

    @Test
    void missingAddedMovedOrRecolouredPixelsAreFound() {
        assertUnlike(drawing -> { });
        assertUnlike(drawing -> {
            line(drawing);
            drawing.fillRect(40, 200, 60, 40);
        });
        assertUnlike(drawing -> {
            drawing.translate(0, 40);
            line(drawing);
        });
        assertUnlike(drawing -> {
            line(drawing);
            drawing.setColor(Color.GREEN);
            drawing.drawPolyline(new int[] {0, 150, 300, 640}, new int[] {300, 100, 250, 60}, 4);
        });
        assertEquals(1, difference(line, new BufferedImage(640, 401, BufferedImage.TYPE_INT_RGB)));
    }

    private void assertUnlike(Consumer<Graphics2D> content) {
        double share = difference(line, picture(content));
        assertTrue(share > GoldenImage.STRAYS, () -> "Only " + share + " is unlike");
    }

    private static void line(Graphics2D drawing) {
        drawing.setColor(Color.BLUE);
        drawing.drawPolyline(new int[] {0, 150, 300, 640}, new int[] {300, 100, 250, 60}, 4);
        drawing.drawString("231.42", 590, 60);
    }

    private static BufferedImage picture(Consumer<Graphics2D> content) {
        BufferedImage picture = new BufferedImage(640, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = picture.createGraphics();
        drawing.setColor(Color.WHITE);
        drawing.fillRect(0, 0, 640, 400);
        drawing.setColor(Color.BLUE);
        content.accept(drawing);
        drawing.dispose();
        return picture;
    }
}
