import { describe, expect, it } from "vitest";
import { categoryOf } from "./categories";
import { renderEmail, renderStored } from "./render-email";
import { emailSamples } from "./samples";
import { type EmailTemplate, parseProps } from "./templates";

const samples = emailSamples("https://app.example.com");
const everySample = (Object.keys(samples) as EmailTemplate[]).flatMap((template) =>
  Object.entries(samples[template]).map(([variant, props]) => [template, variant, props] as const),
);
const urlsIn = (props: object): string[] =>
  Object.values(props).filter((value) => typeof value === "string" && value.startsWith("https://"));

const failed = samples["payment-failed"];

describe("an email", () => {
  it.each(everySample)("%s (%s) has the same content in HTML and plain text", async (template, _variant, props) => {
    const { subject, html, text } = await renderStored(template, props);
    expect(subject).not.toMatch(/undefined|null|\[object/);
    expect(html).toContain('lang="en"');
    expect(text).toContain("Unison");
    expect(text).not.toMatch(/undefined|null|\[object|<[a-z]/);
    for (const url of urlsIn(props)) {
      expect(html).toContain(`href="${url.replaceAll("&", "&amp;")}"`);
      expect(text).toContain(url);
    }
  });

  it("shows the end of the trial in UTC", async () => {
    const { text } = await renderStored("welcome", samples.welcome.default);
    expect(text).toContain("Dec 5, 2026 UTC");
  });

  it.each(everySample)("%s (%s) names the zone of every date", async (template, _variant, props) => {
    const { subject, text } = await renderStored(template, props);
    const dates = `${subject} ${text}`.replaceAll(/\s+/g, " ").match(/[A-Z][a-z]{2} \d{1,2}, \d{4}.{0,15}/g) ?? [];
    for (const date of dates) expect(date).toMatch(/^\w{3} \d{1,2}, \d{4}(, \d{1,2}:\d{2} [AP]M)? UTC/);
  });

  it("shows the amount, the invoice number and both links to the invoice after a payment", async () => {
    const { html, text } = await renderStored("payment-succeeded", samples["payment-succeeded"].default);
    for (const fact of ["$199.00", "COPPER-0007", "/test_1", "/test_1/pdf"]) {
      expect(text).toContain(fact);
      expect(html).toContain(fact);
    }
  });

  it("lists on a receipt what was paid for, its period, the sums, the day and the card", async () => {
    const { html, text } = await renderStored("payment-succeeded", samples["payment-succeeded"].default);
    const facts = [
      "1 × Extra user (at $5.00 / month)",
      "Nov 30 – Dec 30, 2026 UTC",
      "Nov 30, 2026 UTC",
      "Visa ending in 4242",
    ];
    for (const fact of facts) {
      expect(text).toContain(fact);
      expect(html).toContain(fact);
    }
    for (const [label, amount] of [
      ["1 × Extra user (at $5.00 / month)", "$5.00"],
      ["Subtotal", "$204.00"],
      ["Tax", "$16.32"],
      ["Paid", "$220.32"],
    ] as const) {
      const row = text.split("\n").find((line) => line.startsWith(`${label} `));
      expect(row?.slice(label.length).trim(), label).toBe(amount);
    }
  });

  it("still renders a receipt that an earlier release queued", async () => {
    const { text } = await renderStored("payment-succeeded", samples["payment-succeeded"]["no number"]);
    expect(text).toContain("Amount: $199.00");
  });

  it("has each link once in its text, on a line of its own", async () => {
    const { text } = await renderStored("payment-succeeded", samples["payment-succeeded"].default);
    const links = text.split("\n").filter((line) => line.includes("https://"));
    expect(links).toEqual([
      "https://invoice.stripe.com/i/acct_1/test_1",
      "https://invoice.stripe.com/i/acct_1/test_1/pdf",
    ]);
  });

  it.each([
    ["first", "Pay now", false],
    ["second", "Pay now", false],
    ["third", "Pay now", true],
    ["3D Secure", "Confirm payment", false],
    ["hard decline", "Update card", false],
  ])("after a failed payment (%s) leads with “%s”; read-only: %s", async (variant, action, readOnly) => {
    const props = parseProps("payment-failed", failed[variant]);
    const { subject, html } = await renderEmail("payment-failed", props);
    const button = /<a[^>]*class="button"[^>]*href="([^"]+)"|<a[^>]*href="([^"]+)"[^>]*class="button"/;
    const [, first, second] = button.exec(html) ?? [];
    expect(first ?? second).toBe(variant === "hard decline" ? props.cardUrl : props.payUrl);
    expect(html).toContain(action);
    expect(subject.includes("read-only")).toBe(readOnly);
  });

  it("asks for another card only after a permanent decline", async () => {
    const texts = await Promise.all(
      ["hard decline", "first", "3D Secure"].map((variant) => renderStored("payment-failed", failed[variant])),
    );
    expect(texts.map(({ text }) => text.includes("permanently declined"))).toEqual([true, false, false]);
  });

  it("shows an organization's name as text, never as markup", async () => {
    const { html } = await renderStored("invitation", {
      ...samples.invitation.default,
      organization: "<img src=x onerror=1>",
    });
    expect(html).not.toContain("<img src=x");
    expect(html).toContain("&lt;img src=x");
  });

  it("has an unsubscribe link in HTML and text where that is possible", async () => {
    const page = "https://app.example.com/unsubscribe?t=abc.def";
    const { html, text } = await renderStored("trial-ending", samples["trial-ending"]["7 days"], page);
    expect(html).toContain(`href="${page}"`);
    expect(text).toContain(page);
  });

  it("rejects a row with an unknown template or invalid props", async () => {
    const url = "https://app.example.com/";
    await expect(renderStored("constructor", {})).rejects.toThrow("No email template");
    await expect(renderStored("verify", { url: "not an address" })).rejects.toThrow();
    await expect(renderStored("verify", { url, extra: 1 })).rejects.toThrow();
  });
});

describe("what can be unsubscribed from", () => {
  it("is what the pages show too: monthly summaries, trial reminders and usage below a limit", () => {
    const optional = everySample.flatMap(([template, variant, props]) => {
      const category = categoryOf(template, parseProps(template, props));
      return category === "essential" ? [] : [`${template} ${variant}: ${category}`];
    });
    expect(optional).toEqual([
      "monthly-summary after a month: reports",
      "trial-ending 7 days: trial",
      "trial-ending 3 days: trial",
      "trial-ending 1 day: trial",
      "limit-reached warning: usage",
      "limit-reached critical: usage",
    ]);
  });
});
