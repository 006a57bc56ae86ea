import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { chromiumFlags, ensureChromium } from "@/scripts/chromium";
import { percentile } from "../percentile";
import type { SignedInSite } from "./signed-in";

/** What is added to each request, as on a slow mobile network: what answers sooner doesn't come from the server. */
const latencyMs = 800;

/** The pages whose links are followed, and where each click begins. */
const clicks = {
  dashboard: { who: "member", from: "/billing", to: "/dashboard" },
  billing: { who: "member", from: "/dashboard", to: "/billing" },
  usage: { who: "member", from: "/dashboard", to: "/usage" },
  admin: { who: "admin", from: "/admin/organizations", to: "/admin" },
} as const;

/** How many times slower than this machine the browser's processor is made. 4 is a cheap phone, as in Lighthouse. */
export const slowdowns = [1, 4] as const;

/** In milliseconds, from the press of the pointer to the end of the first frame that differs. */
export type Answer = { page: keyof typeof clicks | "bare"; slowdown: number; p50: number; p95: number };

/**
 * How soon the page answers a click on a link of the navigation whose page isn't loaded yet and takes at least 800 ms, and as many
 * clicks on a page that only answers clicks.
 */
export async function answers({ url, cookies }: SignedInSite, rounds: number): Promise<Answer[]> {
  const browser = await chromium.launch({ executablePath: ensureChromium(console.log), args: [...chromiumFlags] });
  try {
    const found: Answer[] = [];
    for (const slowdown of slowdowns) {
      const bare = await browser.newContext();
      found.push({ page: "bare", slowdown, ...(await spread(rounds, () => bareAnswer(bare, slowdown))) });
      for (const name of Object.keys(clicks) as (keyof typeof clicks)[]) {
        const { who, from, to } = clicks[name];
        const context = await browser.newContext({
          viewport: { width: 1440, height: 900 },
          extraHTTPHeaders: { cookie: cookies[who] },
        });
        const times = await spread(rounds, () => answerOf(context, { from: url + from, to, slowdown }));
        found.push({ page: name, slowdown, ...times });
        await context.close();
      }
      await bare.close();
    }
    return found;
  } finally {
    await browser.close();
  }
}

async function spread(rounds: number, once: () => Promise<number>): Promise<Pick<Answer, "p50" | "p95">> {
  await once();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await once());
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

type Click = { from: string; to: string; slowdown: number };

async function answerOf(context: BrowserContext, { from, to, slowdown }: Click): Promise<number> {
  const page = await context.newPage();
  await page.goto(from, { waitUntil: "networkidle" });
  const box = await page.locator(`nav a[href="${to}"]`).first().boundingBox();
  if (!box) throw new Error(`${from} has no link to ${to}`);
  return press(page, { x: box.x + box.width / 2, y: box.y + box.height / 2, slowdown });
}

/** The same on a page whose only script answers. */
async function bareAnswer(context: BrowserContext, slowdown: number): Promise<number> {
  const page = await context.newPage();
  await page.setContent("<button onclick=\"this.dataset.pressed = ''\">Press</button>");
  return press(page, { x: 20, y: 20, slowdown });
}

async function press(page: Page, { x, y, slowdown }: { x: number; y: number; slowdown: number }): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: latencyMs,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  const answer = timeOfAnswer(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.up();
  const ms = await answer;
  await page.close();
  return ms;
}

function timeOfAnswer(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let pressed = 0;
        window.addEventListener("pointerdown", ({ timeStamp }) => (pressed = timeStamp), { capture: true, once: true });
        const observer = new MutationObserver(() => {
          if (pressed === 0) return;
          observer.disconnect();
          // A message that is sent before a frame arrives after it.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - pressed);
          requestAnimationFrame(() => port2.postMessage(undefined));
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      }),
  );
}
