import { describe, expect, it } from "vitest";
import { withoutTenant } from "@/lib/context";
import { emailPreferences, enqueueEmail, setPreference } from "@/lib/email";
import { unsubscribeUrls } from "@/lib/email/unsubscribe-url";
import { asSystem } from "@/testing/actors";
import { stateOf } from "@/testing/billing/states";
import { newOrganization } from "@/testing/factories";
import { GET, POST } from "./route";

const actor = asSystem("sign_up");
const wants = async (address: string) =>
  (await withoutTenant({ actor }, (ctx) => emailPreferences(ctx, address)))
    .filter(({ wanted }) => wanted)
    .map(({ category }) => category);

/** What a mail program sends (RFC 8058): this body, without cookies or a session. */
const oneClick = (url: string) =>
  POST(
    new Request(url, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    }),
  );

describe("unsubscribing", () => {
  it("takes one click without a session, and stops that category for that address only; a second click changes nothing", async () => {
    const { oneClick: url } = unsubscribeUrls("Ada@click.example", "trial");
    for (let clicks = 0; clicks < 2; clicks += 1) expect((await oneClick(url)).status).toBe(200);
    expect(await wants("ada@click.example")).toEqual(["usage", "reports"]);
    expect(await wants("bob@click.example")).toEqual(["trial", "usage", "reports"]);
  });

  it("asks for confirmation when the link is only opened, because mail filters open links too", async () => {
    const { oneClick: url } = unsubscribeUrls("ada@filter.example", "trial");
    const response = await GET(new Request(url));
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toMatch(/^\/unsubscribe\?t=/);
    expect(await wants("ada@filter.example")).toEqual(["trial", "usage", "reports"]);
  });

  it("with the page's form returns to the page, which confirms it", async () => {
    const { oneClick: url } = unsubscribeUrls("ada@form.example", "usage");
    const response = await POST(new Request(url, { method: "POST", body: new URLSearchParams({ page: "" }) }));
    expect(response.headers.get("location")).toContain("done=");
    expect(await wants("ada@form.example")).toEqual(["trial", "reports"]);
  });

  it.each(["", "nonsense", "W10.abc"])("rejects a link we didn't sign: “%s”", async (t) => {
    expect((await oneClick(`http://localhost/api/unsubscribe?t=${t}`)).status).toBe(400);
  });

  it("stops optional emails and no others, until the person subscribes again", async () => {
    const { id: organizationId } = await newOrganization();
    const to = "ada@kept.example";
    const billingUrl = "https://app.example.com/billing";
    const common = { to, organizationId };
    const trialEndsAt = "2026-12-05T10:00:00.000Z";
    const ending = { organization: "Acme", plan: "Starter", daysLeft: 3, trialEndsAt, billingUrl };
    const send = () =>
      withoutTenant({ actor }, async (ctx) => {
        await enqueueEmail(ctx, { ...common, template: "trial-ending", props: ending });
        await enqueueEmail(ctx, { ...common, template: "suspended", props: { organization: "Acme", billingUrl } });
      });
    await oneClick(unsubscribeUrls(to, "trial").oneClick);
    await send();
    expect((await stateOf(organizationId)).emails).toEqual(["suspended"]);
    await withoutTenant({ actor }, (ctx) => setPreference(ctx, { address: to, category: "trial", wanted: true }));
    await send();
    expect((await stateOf(organizationId)).emails.sort()).toEqual(["suspended", "suspended", "trial-ending"]);
  });
});
