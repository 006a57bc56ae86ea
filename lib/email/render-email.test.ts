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

describe("an e-mail", () => {
  it.each(everySample)("%s (%s) says the same in HTML and in plain text", async (template, _variant, props) => {
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

  it("names the trial's last day in UTC", async () => {
    const { text } = await renderStored("welcome", samples.welcome.default);
    expect(text).toContain("December 5, 2026");
  });

  it("on a payment shows the amount, the invoice's number, and both ways to the invoice", async () => {
    const { html, text } = await renderStored("payment-succeeded", samples["payment-succeeded"].default);
    for (const fact of ["$199.00", "COPPER-0007", "/test_1", "/test_1/pdf"]) {
      expect(text).toContain(fact);
      expect(html).toContain(fact);
    }
  });

  it.each([
    ["first", "Pay now", false],
    ["second", "Pay now", false],
    ["third", "Pay now", true],
    ["3-D Secure", "Confirm the payment", false],
    ["hard decline", "Update the card", false],
  ])("on a failed payment (%s) leads with “%s”; read-only: %s", async (variant, action, readOnly) => {
    const props = parseProps("payment-failed", failed[variant]);
    const { subject, html } = await renderEmail("payment-failed", props);
    const button = /<a[^>]*class="button"[^>]*href="([^"]+)"|<a[^>]*href="([^"]+)"[^>]*class="button"/;
    const [, first, second] = button.exec(html) ?? [];
    expect(first ?? second).toBe(variant === "hard decline" ? props.cardUrl : props.payUrl);
    expect(html).toContain(action);
    expect(subject.includes("read-only")).toBe(readOnly);
  });

  it("says of a card refused for good that it must be changed, and of no other", async () => {
    const texts = await Promise.all(
      ["hard decline", "first", "3-D Secure"].map((variant) => renderStored("payment-failed", failed[variant])),
    );
    expect(texts.map(({ text }) => text.includes("refuses this card for good"))).toEqual([true, false, false]);
  });

  it("shows what an organization calls itself as text, never as markup", async () => {
    const { html } = await renderStored("invitation", {
      ...samples.invitation.default,
      organization: "<img src=x onerror=1>",
    });
    expect(html).not.toContain("<img src=x");
    expect(html).toContain("&lt;img src=x");
  });

  it("says how to be rid of it where that is possible, in HTML and text", async () => {
    const page = "https://app.example.com/unsubscribe?t=abc.def";
    const { html, text } = await renderStored("trial-ending", samples["trial-ending"]["7 days"], page);
    expect(html).toContain(`href="${page}"`);
    expect(text).toContain(page);
  });

  it("refuses a row whose template is unknown or whose props do not fit", async () => {
    const url = "https://app.example.com/";
    await expect(renderStored("constructor", {})).rejects.toThrow("No e-mail template");
    await expect(renderStored("verify", { url: "not an address" })).rejects.toThrow();
    await expect(renderStored("verify", { url, extra: 1 })).rejects.toThrow();
  });
});

describe("what may be unsubscribed from", () => {
  it("is what the pages show as well: reminders of a trial, and use below a limit", () => {
    const optional = everySample.flatMap(([template, variant, props]) => {
      const category = categoryOf(template, parseProps(template, props));
      return category === "essential" ? [] : [`${template} ${variant}: ${category}`];
    });
    expect(optional).toEqual([
      "trial-ending 7 days: trial",
      "trial-ending 3 days: trial",
      "trial-ending 1 day: trial",
      "limit-reached warning: usage",
      "limit-reached critical: usage",
    ]);
  });
});
