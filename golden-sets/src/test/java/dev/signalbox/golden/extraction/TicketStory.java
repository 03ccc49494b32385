package dev.signalbox.golden.extraction;

import java.util.List;

/**
 * What happened to a customer, with gaps in braces for names, dates and amounts.
 *
 * @param wanted as the schema names it
 * @param wantsMoney whether {@code {money}} is what the customer wants back
 * @param tried what the text says was really done, in its order
 */
record TicketStory(
    String category, String wanted, boolean wantsMoney, List<String> tried, String text) {

  static final List<TicketStory> ALL =
      List.of(
          new TicketStory(
              "defect",
              "replacement",
              false,
              List.of("restart", "other_cable"),
              """
              I bought the {product} from you on {placed} (order {order}). Since {since} it has been \
              switching itself off after ten minutes. I restarted it several times and put in another \
              cable, no difference. I have not done the factory reset, I would lose my settings. I do \
              not want my money back, I like the thing: just send me one that works.\
              """),
          new TicketStory(
              "defect",
              "refund",
              true,
              List.of("factory_reset"),
              """
              {product}, order {order} of {placed}. It cost {money} plus {fee} for express delivery. \
              The display has shown nothing but stripes since {since}. The update that your page \
              suggests would not even start; the factory reset I did run, twice. Another replacement \
              would be my third, no thank you. I want the {money} back, you may keep the {other}.\
              """),
          new TicketStory(
              "delivery",
              "replacement",
              false,
              List.of(),
              """
              The parcel for order {order} came {on_since}. I had ordered the {product} on {placed}, and \
              in the box was a garden hose. Please send what I ordered. You can have the hose collected, \
              and no, I do not want {other} of shop credit instead.\
              """),
          new TicketStory(
              "billing",
              "refund",
              true,
              List.of(),
              """
              My card was charged twice {on_since} for order {order} ({product}, bought on {placed}): \
              {money} each time, so twice that in all. Once was right. I want the other one back, and \
              not as a voucher.\
              """),
          new TicketStory(
              "account",
              "access",
              false,
              List.of("reinstall"),
              """
              I have been locked out since {since}. The code goes to a phone that I no longer own. I \
              reinstalled the app, which changed nothing; restarting the phone is hardly the point here. \
              I need not know why it happened, I only need to get in again.\
              """),
          new TicketStory(
              "defect",
              "repair",
              false,
              List.of("update", "restart"),
              """
              Our {product} has been making a grinding noise since {since}. We ordered it on {placed}, \
              the paper says {order}. We updated it and then restarted it, in that order. It is bolted \
              to the wall and wired in, so exchanging it would be a nightmare, and sending {money} back \
              does not make it quiet: can somebody come and repair it?\
              """),
          new TicketStory(
              "delivery",
              "refund",
              true,
              List.of(),
              """
              Order {order}, placed on {placed}: {product}. It arrived {on_since} with a dented corner. \
              It works and I shall keep it, but not at the full price of {other}: I would like {money} \
              of that returned to me. Please do not send another one.\
              """),
          new TicketStory(
              "billing",
              "information",
              false,
              List.of(),
              """
              The {product} was on offer for {other} when I ordered it on {placed} ({order}). The \
              statement that came {on_since} says {money} more. I do not expect a cent back before \
              somebody has explained it to me: how does that figure come about?\
              """),
          new TicketStory(
              "defect",
              "information",
              false,
              List.of("reinstall"),
              """
              I think I am doing something wrong. The {product} (order {order}, {placed}) has refused to \
              pair with my phone since {since}. I deleted the app and installed it again. Should I have \
              updated something first? Is there a step I am missing? I am asking neither for a new one \
              nor for money.\
              """),
          new TicketStory(
              "account",
              "information",
              false,
              List.of(),
              """
              Since {since} I have been seeing the purchases of a stranger in my account, the last one \
              for {other}. I can log in, nothing is broken, and I have bought nothing lately. Who has \
              seen my data? I want an answer, not a voucher.\
              """),
          new TicketStory(
              "defect",
              "replacement",
              false,
              List.of("factory_reset", "update"),
              """
              Third time I write. {product}. Ordered {placed}, number {order}. Broken since {since}. Your \
              colleague told me to reset it to factory settings: done. To try another cable: it has none, \
              it runs on batteries. To update it: done, before he even asked. At first I wanted my money, \
              but I have changed my mind: send a new one.\
              """),
          new TicketStory(
              "delivery",
              "information",
              false,
              List.of(),
              """
              Two of three boxes came {on_since}. The third, with the {product}, did not. It is order \
              {order}, which I placed on {placed}. For now I only want to know where it is; whether I \
              want it again or {other} back we can settle when it turns out to be lost.\
              """),
          new TicketStory(
              "billing",
              "refund",
              true,
              List.of(),
              """
              {on_since}, you began to take {money} a month for a protection plan on the {product} (order \
              {order} from {placed}). I never booked one; I said no on the phone. The price of the device \
              itself is fine, {other} as agreed. It was taken once so far: end the plan and return it.\
              """),
          new TicketStory(
              "defect",
              "refund",
              true,
              List.of(),
              """
              To be clear: I have tried nothing at all, because smoke came out of it. {product}, bought \
              {placed}, order {order}, smoke {on_since}. I am not plugging it in again, whatever your \
              checklist says about restarting and resetting. My {money}, please, and I shall take it \
              elsewhere.\
              """),
          new TicketStory(
              "account",
              "access",
              false,
              List.of("restart", "update"),
              """
              The log-in says "unknown user" since {since}. The tablet was restarted and the app updated, \
              both without effect. There are {other} on a gift card in there, but that is not what this \
              is about, nobody wants them paid out: the account has to open again.\
              """),
          new TicketStory(
              "delivery",
              "refund",
              true,
              List.of(),
              """
              The {product} was to be a birthday present, ordered on {placed} under {order} and promised \
              in time. When the day came, {on_since}, there was no parcel, so I bought one in town. Please \
              cancel yours and give me back the {money}. The {other} for the one in town are my own \
              problem.\
              """));

  boolean isAboutAnOrder() {
    return text.contains("{order}");
  }
}
