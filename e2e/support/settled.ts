import { expect, type Page, type Request } from "@playwright/test";

/** How long nothing may change on a page that has come to rest. */
const quietMs = 100;
const deadlineMs = 10_000;

/** Opens a page and waits for everything it shows. Takes half a second less than waiting for an idle network. */
export async function openSettled(page: Page, path: string): Promise<void> {
  const open = new Set<Request>();
  const start = (request: Request) => void (isPrefetch(request) || open.add(request));
  const end = (request: Request) => void open.delete(request);
  page.on("request", start).on("requestfinished", end).on("requestfailed", end);
  await page.goto(path);
  do {
    await expect.poll(() => open.size, { intervals: [20] }).toBe(0);
    await settled(page);
  } while (open.size > 0);
  page.off("request", start).off("requestfinished", end).off("requestfailed", end);
}

/** Next.js loads the pages behind visible links ahead of a click. */
const isPrefetch = (request: Request) => request.headers()["next-router-prefetch"] !== undefined;

/** Waits until fonts are loaded, transitions are over, and scripts change nothing any more, such as charts that measure themselves. */
export async function settled(page: Page): Promise<void> {
  const rests = await page.evaluate(
    async ({ quiet, deadline }) => {
      await document.fonts.ready;
      const since = performance.now();
      let changed = since;
      const observer = new MutationObserver(() => {
        changed = performance.now();
      });
      observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
      // What follows scrolling goes on as long as the page is there.
      const moves = (animation: Animation) =>
        animation.timeline === document.timeline && animation.playState === "running" && !endless(animation);
      const endless = (animation: Animation) =>
        animation.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY;
      let now = since;
      while (now - changed < quiet && now - since < deadline) {
        await new Promise(requestAnimationFrame);
        now = performance.now();
        if (document.getAnimations().some(moves)) changed = now;
      }
      observer.disconnect();
      return now - changed >= quiet;
    },
    { quiet: quietMs, deadline: deadlineMs },
  );
  expect(rests, `${page.url()} comes to rest`).toBe(true);
}

/** What is on the page and where, but not its colors. Decoration that assistive technology skips doesn't count. */
export function structureOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const rows: string[] = [];
    const visit = (element: Element) => {
      if (!element.checkVisibility()) return;
      const visible = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      const { x, y, width, height } = element.getBoundingClientRect();
      const attributes = Array.from(element.attributes, ({ name, value }) => `${name}=${value}`);
      const text = Array.from(element.childNodes, (child) => (child instanceof Text ? child.data : "")).join(" ");
      rows.push([element.tagName, visible, x, y, width, height, ...attributes, text].join("\t"));
      if (element.getAttribute("aria-hidden") === "true" && element instanceof SVGElement) return;
      for (const child of element.children) visit(child);
    };
    visit(document.body);
    return rows.join("\n");
  });
}
