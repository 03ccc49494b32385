package dev.signalbox.dashboard.chart;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jfree.svg.SVGGraphics2D;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Rewrites what the SVG writer makes for a page of ours: stand-in colours become classes, inline
 * styles (which the content policy forbids) become attributes, and texts are held at their middle,
 * so that they stay in place in whatever font the reader has.
 */
final class SvgMarkup {
  private static final Pattern STAND_IN = Pattern.compile("rgb\\((\\d+),0,0\\)");

  /** Said once, in the stylesheet. */
  private static final Set<String> LEFT_OUT =
      Set.of("font-family", "font-size", "stroke-miterlimit");

  private SvgMarkup() {}

  /** The inside of the drawn {@code svg} element, rewritten. */
  static String of(SVGGraphics2D canvas) {
    try {
      Element root =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(canvas.getSVGElement())))
              .getDocumentElement();
      NodeList elements = root.getElementsByTagName("*");
      IntStream.range(0, elements.getLength())
          .mapToObj(i -> (Element) elements.item(i))
          .forEach(element -> rewrite(element, canvas));
      return inside(root);
    } catch (SAXException | IOException | ParserConfigurationException | TransformerException e) {
      throw new IllegalStateException("the SVG writer's output cannot be rewritten", e);
    }
  }

  private static String inside(Element root) throws TransformerException {
    Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
    writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    StringWriter markup = new StringWriter();
    for (Node child = root.getFirstChild(); child != null; child = child.getNextSibling()) {
      writer.transform(new DOMSource(child), new StreamResult(markup));
    }
    return markup.toString();
  }

  private static void rewrite(Element element, SVGGraphics2D canvas) {
    List<String> classes = new ArrayList<>();
    for (String declaration : element.getAttribute("style").split(";", -1)) {
      String[] parts = declaration.split(":", 2);
      if (parts.length == 2) {
        restyle(element, parts[0].strip(), parts[1].strip(), classes);
      }
    }
    element.removeAttribute("style");
    if (!classes.isEmpty()) {
      element.setAttribute("class", String.join(" ", classes));
    }
    if (element.getTagName().equals("text")) {
      holdAtMiddle(element, canvas);
    }
  }

  private static void restyle(
      Element element, String property, String value, List<String> classes) {
    Matcher standIn = STAND_IN.matcher(value);
    if (standIn.matches()) {
      classes.add(property + "-" + Ink.cssName(Integer.parseInt(standIn.group(1))));
    } else if (!LEFT_OUT.contains(property) && !isOpaque(property, value)) {
      element.setAttribute(property, value);
    }
  }

  private static boolean isOpaque(String property, String value) {
    return property.endsWith("-opacity") && value.equals("1.0");
  }

  private static void holdAtMiddle(Element text, SVGGraphics2D canvas) {
    double width = canvas.getFontMetrics(ChartPainter.FONT).stringWidth(text.getTextContent());
    double middle = Double.parseDouble(text.getAttribute("x")) + width / 2;
    text.setAttribute("x", ChartPainter.oneDecimal(middle));
    text.setAttribute("text-anchor", "middle");
  }
}
