import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { chromiumFlags, ensureChromium } from "@/scripts/chromium";
import type { SignedInSite } from "./signed-in";

/** What is added to each request, as on a slow mobile network. */
const latencyMs = 800;

/** Where the clicks begin, and the links that are followed from there, by what they link to. */
const clicks = {
  member: { from: "/dashboard", to: ["/billing", "/usage", "/team", "/settings", "/work-orders", "/plants"] },
  admin: { from: "/admin", to: ["/admin/organizations", "/admin/jobs", "/admin/alerts", "/admin/audit-log"] },
} as const;

/**
 * How long after the pointer goes down something on the page answers, in milliseconds, for links of the navigation whose pages
 * aren't loaded yet and take at least 800 ms. The slowest one of each area, and of as many clicks on a page that only answers clicks.
 */
export async function slowestAnswers({
  url,
  cookies,
}: SignedInSite): Promise<Record<keyof typeof clicks | "bare", number>> {
  const browser = await chromium.launch({ executablePath: ensureChromium(console.log), args: [...chromiumFlags] });
  try {
    const slowest = { bare: 0, member: 0, admin: 0 };
    for (let click = 0; click < clicks.member.to.length; click += 1) {
      slowest.bare = Math.max(slowest.bare, await bareAnswer(await browser.newPage()));
    }
    for (const who of ["member", "admin"] as const) {
      const { from, to } = clicks[who];
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        extraHTTPHeaders: { cookie: cookies[who] },
      });
      for (const href of to) slowest[who] = Math.max(slowest[who], await answerOf(context, url + from, href));
      await context.close();
    }
    return slowest;
  } finally {
    await browser.close();
  }
}

async function answerOf(context: BrowserContext, from: string, href: string): Promise<number> {
  const page = await context.newPage();
  await page.goto(from, { waitUntil: "networkidle" });
  const link = page.locator(`nav a[href="${href}"]`).first();
  const box = await link.boundingBox();
  if (!box) throw new Error(`${from} has no link to ${href}`);
  await slowDown(page);
  const answer = timeOfAnswer(page);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.up();
  const ms = await answer;
  await page.close();
  return ms;
}

/** The same on a page whose only script answers. */
async function bareAnswer(page: Page): Promise<number> {
  await page.setContent("<button onclick=\"this.dataset.pressed = ''\">Press</button>");
  const answer = timeOfAnswer(page);
  await page.mouse.move(20, 20);
  await page.mouse.down();
  await page.mouse.up();
  const ms = await answer;
  await page.close();
  return ms;
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: latencyMs,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
}

/** From the press of the pointer to the frame that shows the first change of the page. */
function timeOfAnswer(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let pressed = 0;
        window.addEventListener("pointerdown", ({ timeStamp }) => (pressed = timeStamp), { capture: true, once: true });
        const observer = new MutationObserver(() => {
          if (pressed === 0) return;
          observer.disconnect();
          requestAnimationFrame((shown) => resolve(Math.max(shown, performance.now()) - pressed));
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      }),
  );
}
