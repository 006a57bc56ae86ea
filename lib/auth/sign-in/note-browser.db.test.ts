import { beforeEach, describe, expect, it, vi } from "vitest";
import { mailsTo } from "@/testing/emails";
import { newUser } from "@/testing/factories";
import { noteBrowser } from "./note-browser";

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>(), userAgent: "" }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
    set: (name: string, value: string) => void browser.cookies.set(name, value),
  }),
  headers: async () => new Headers({ "user-agent": browser.userAgent, "x-forwarded-for": "203.0.113.7" }),
}));
beforeEach(() => {
  browser.cookies.clear();
  browser.userAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";
});

describe("a sign-in in a browser that the account doesn't know", () => {
  it("is announced by email once, with the browser and the address", async () => {
    const { email } = await newUser();
    await noteBrowser(email);
    await noteBrowser(email);
    expect(await mailsTo(email)).toMatchObject([
      { template: "new-device", props: { device: "Chrome on Windows", address: "203.0.113.7" } },
    ]);
  });

  it("is announced to each account of a shared browser, and for each browser", async () => {
    const [one, other] = [await newUser({ platformAdmin: true }), await newUser()];
    await noteBrowser(one.email);
    await noteBrowser(other.email);
    browser.cookies.clear();
    await noteBrowser(one.email);
    expect(await mailsTo(one.email)).toHaveLength(2);
    expect(await mailsTo(other.email)).toHaveLength(1);
  });
});
