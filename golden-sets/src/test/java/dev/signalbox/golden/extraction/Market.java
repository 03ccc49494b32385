package dev.signalbox.golden.extraction;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Where an invoice comes from, and all that follows from it.
 *
 * @param tag of the language and place
 * @param taxRate in percent
 * @param buyers names
 */
record Market(
    String tag,
    Notation notation,
    Wording wording,
    Currency currency,
    BigDecimal taxRate,
    List<Firm> sellers,
    List<String> buyers,
    List<Good> goods) {

  static final List<Market> ALL =
      List.of(
          new Market(
              "en-US",
              Notation.AMERICAN,
              Wording.ENGLISH,
              new Currency("USD", "$%s", 2, 1),
              new BigDecimal("8.25"),
              List.of(
                  new Firm(
                      "Larkspur Office Supply Inc.", "410 Mill St, Dayton, OH 45402", "31-8840276"),
                  new Firm(
                      "Pinecrest Labs LLC", "77 Harbor Ave, Portland, ME 04101", "82-1190453")),
              List.of("Dunmore & Hale Architects", "Quillfeather Press", "Marisol Vega"),
              Goods.ENGLISH),
          new Market(
              "en-GB",
              Notation.BRITISH,
              Wording.ENGLISH,
              new Currency("GBP", "£%s", 2, 1),
              new BigDecimal("20"),
              List.of(
                  new Firm("Thornbury Tools Ltd", "9 Canal Row, Leeds LS1 4AB", "GB 284 7193 60"),
                  new Firm(
                      "Okafor & Wren LLP", "31 Quay Street, Bristol BS1 6JQ", "GB 903 5521 18")),
              List.of("Saltmarsh Bakery Ltd", "Dr Imogen Ashdown", "Ravenscar Housing Trust"),
              Goods.ENGLISH),
          new Market(
              "en-IN",
              Notation.INDIAN,
              Wording.ENGLISH,
              new Currency("INR", "Rs. %s", 2, 83),
              new BigDecimal("18"),
              List.of(
                  new Firm(
                      "Kaveri Instruments Pvt. Ltd.",
                      "14 MG Road, Bengaluru 560001",
                      "29AABCK4821R1Z6"),
                  new Firm(
                      "Desai Print House", "5 Ellis Bridge, Ahmedabad 380006", "24AAHFD9034M1ZB")),
              List.of("Nandini Textiles", "Rohan Mehta & Associates", "Blue Lotus Clinics"),
              Goods.ENGLISH),
          new Market(
              "de-DE",
              Notation.GERMAN,
              Wording.GERMAN,
              new Currency("EUR", "%s €", 2, 1),
              new BigDecimal("19"),
              List.of(
                  new Firm(
                      "Kranich Bürotechnik GmbH", "Lindenallee 12, 50667 Köln", "DE 287 114 903"),
                  new Firm(
                      "Holzwerk Tannhof KG", "Am Sägewerk 3, 79098 Freiburg", "DE 118 602 457")),
              List.of("Praxis Dr. Yıldız", "Stadtwerke Weimar GmbH", "Jonas Petersen"),
              Goods.GERMAN),
          new Market(
              "de-CH",
              Notation.SWISS,
              Wording.GERMAN,
              new Currency("CHF", "CHF %s", 2, 1),
              new BigDecimal("8.1"),
              List.of(
                  new Firm(
                      "Alpstein Messgeräte AG",
                      "Seestrasse 88, 8002 Zürich",
                      "CHE-114.937.205 MWST"),
                  new Firm("Rüegg Grafik", "Marktgasse 21, 3011 Bern", "CHE-308.215.674 MWST")),
              List.of("Berghotel Sonnegg", "Nadia Caminada", "Verein Klangraum"),
              Goods.GERMAN),
          new Market(
              "fr-FR",
              Notation.FRENCH,
              Wording.FRENCH,
              new Currency("EUR", "%s €", 2, 1),
              new BigDecimal("20"),
              List.of(
                  new Firm(
                      "Atelier Beaumarchais SARL",
                      "18 rue des Lilas, 69003 Lyon",
                      "FR 42 813 550 926"),
                  new Firm(
                      "Imprimerie du Pont Neuf",
                      "4 quai Voltaire, 31000 Toulouse",
                      "FR 07 529 118 340")),
              List.of("Boulangerie Chauvet", "Cabinet Lefèvre et Fils", "Mairie de Saint-Aubin"),
              Goods.FRENCH),
          new Market(
              "es-ES",
              Notation.SPANISH,
              Wording.SPANISH,
              new Currency("EUR", "%s €", 2, 1),
              new BigDecimal("21"),
              List.of(
                  new Firm(
                      "Suministros Alarcón S.L.", "Calle Mayor 40, 28013 Madrid", "B-84120937"),
                  new Firm(
                      "Gráficas Montseny S.A.", "Gran Via 112, 08015 Barcelona", "A-58093341")),
              List.of("Hotel Puerta del Mar", "Iñaki Zubiri Arana", "Clínica Dental Robledo"),
              Goods.SPANISH),
          new Market(
              "ja-JP",
              Notation.JAPANESE,
              Wording.JAPANESE,
              new Currency("JPY", "¥%s", 0, 150),
              new BigDecimal("10"),
              List.of(
                  new Firm("株式会社青葉計測", "仙台市青葉区中央1-2-3", "T8370001045521"),
                  new Firm("山吹印刷株式会社", "京都市中京区寺町通45", "T5130001098172")),
              List.of("株式会社みなと商会", "有限会社花田工房", "桜井クリニック"),
              Goods.JAPANESE));

  /** Who sells. */
  record Firm(String name, String address, String taxId) {}

  /** What is sold; the price is in euros or so. */
  record Good(String name, String price) {}

  /**
   * @param code ISO 4217
   * @param form a format that adds the sign
   * @param toTheEuro how many of its units are a euro, roughly
   */
  record Currency(String code, String form, int decimals, int toTheEuro) {}

  boolean isEnglish() {
    return wording.equals(Wording.ENGLISH);
  }

  /** To the smallest unit that people pay in. */
  BigDecimal rounded(BigDecimal amount) {
    return amount.setScale(currency.decimals(), RoundingMode.HALF_UP);
  }

  /** What {@code euros} are here, roughly. */
  BigDecimal price(String euros) {
    return rounded(new BigDecimal(euros).multiply(BigDecimal.valueOf(currency.toTheEuro())));
  }

  BigDecimal percent(BigDecimal rate, BigDecimal of) {
    return rounded(of.multiply(rate).movePointLeft(2));
  }

  /** With the currency's sign. */
  String money(BigDecimal amount) {
    String text = currency.form().formatted(notation.number(amount.abs()));
    return amount.signum() < 0 ? "-" + text : text;
  }

  private static final class Goods {
    static final List<Good> ENGLISH =
        List.of(
            new Good("Desk lamp", "49.90"),
            new Good("Ergonomic chair, grey", "289"),
            new Good("USB-C cable 2 m", "8.75"),
            new Good("On-site service (hours)", "78"),
            new Good("Paper A4, 500 sheets", "5.35"),
            new Good("Toner cartridge 26X", "112.40"),
            new Good("Extended warranty, 3 years", "59"),
            new Good("Whiteboard 120x90", "94.20"));
    static final List<Good> GERMAN =
        List.of(
            new Good("Schreibtischlampe", "54.90"),
            new Good("Bürostuhl ergonomisch", "310"),
            new Good("Druckerpapier A4, 500 Blatt", "5.49"),
            new Good("Montage (Stunden)", "72"),
            new Good("Netzteil 65 W", "38.20"),
            new Good("Beratung vor Ort (Stunden)", "115"),
            new Good("Regalboden Eiche 80 cm", "46.75"),
            new Good("Wartungsvertrag 12 Monate", "240"));
    static final List<Good> FRENCH =
        List.of(
            new Good("Lampe de bureau", "47.90"),
            new Good("Fauteuil ergonomique", "298"),
            new Good("Ramette papier A4", "5.60"),
            new Good("Main-d'œuvre (heures)", "65"),
            new Good("Affiche 50x70, quadrichromie", "12.80"),
            new Good("Cartouche d'encre noire", "36.40"),
            new Good("Reliure dos carré", "4.25"));
    static final List<Good> SPANISH =
        List.of(
            new Good("Lámpara de escritorio", "45.50"),
            new Good("Silla ergonómica", "275"),
            new Good("Caja de folios A4", "24.90"),
            new Good("Instalación (horas)", "42"),
            new Good("Cable de red 5 m", "7.35"),
            new Good("Tóner negro", "88.60"),
            new Good("Tarjetas de visita, 250 uds.", "31"));
    static final List<Good> JAPANESE =
        List.of(
            new Good("デスクランプ", "48"),
            new Good("事務用椅子", "260"),
            new Good("コピー用紙A4", "5"),
            new Good("設置作業(時間)", "55"),
            new Good("温度計TX-9", "134"),
            new Good("名刺印刷100枚", "22"),
            new Good("校正証明書", "80"));

    private Goods() {}
  }
}
