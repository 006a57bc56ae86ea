import { describe, expect, it } from "vitest";
import { renderEmail, renderStored } from "./render-email";
import type { EmailTemplate, TemplateProps } from "./templates";

const url = "https://app.example.com/page?token=abc_DEF-123";

const samples: { [Name in EmailTemplate]: TemplateProps<Name> } = {
  verify: { url },
  reset: { url },
  "password-changed": { resetUrl: url },
  "already-registered": { signInUrl: url, resetUrl: "https://app.example.com/reset" },
  invitation: { url, organization: "Acme", invitedBy: "Ada", role: "Admin" },
  welcome: { organization: "Acme", trialEndsAt: "2026-12-05T23:59:59.000Z", dashboardUrl: url },
  "payment-succeeded": { organization: "Acme", amount: "$199.00", invoiceUrl: url },
  "payment-failed": { organization: "Acme", amount: "$199.00", attempt: 1, billingUrl: url },
  "limit-reached": {
    organization: "Acme",
    meter: "Work orders",
    step: "soft",
    used: 5000,
    limit: 5000,
    graceEndsAt: "2026-12-05T10:00:00.000Z",
    billingUrl: url,
  },
};

describe("an e-mail", () => {
  it.each(Object.keys(samples) as EmailTemplate[])("%s says the same in HTML and in plain text", async (template) => {
    const { subject, html, text } = await renderStored(template, samples[template]);
    expect(subject).not.toMatch(/undefined|\[object/);
    expect(html).toContain('lang="en"');
    expect(html).toContain(`href="${url}"`);
    expect(text).toContain(url);
    expect(text).toContain("Unison");
    expect(text).not.toMatch(/undefined|<[a-z]/);
  });

  it("names the trial's last day in UTC", async () => {
    const { text } = await renderEmail("welcome", samples.welcome);
    expect(text).toContain("December 5, 2026");
  });

  it("tells that the third failed payment makes read-only, and the first does not", async () => {
    const third = await renderEmail("payment-failed", { ...samples["payment-failed"], attempt: 3 });
    const first = await renderEmail("payment-failed", samples["payment-failed"]);
    expect(third.subject).toContain("read-only");
    expect(first.subject).not.toContain("read-only");
  });

  it("shows what an organization calls itself as text, never as markup", async () => {
    const { html } = await renderEmail("invitation", { ...samples.invitation, organization: "<img src=x onerror=1>" });
    expect(html).not.toContain("<img src=x");
    expect(html).toContain("&lt;img src=x");
  });

  it("refuses a row whose template is unknown or whose props do not fit", async () => {
    await expect(renderStored("constructor", {})).rejects.toThrow("No e-mail template");
    await expect(renderStored("verify", { url: "not an address" })).rejects.toThrow();
    await expect(renderStored("verify", { url, extra: 1 })).rejects.toThrow();
  });
});
