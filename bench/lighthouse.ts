import { chromium } from "@playwright/test";
import lighthouse from "lighthouse";
import { freePort } from "@/db/embedded";
import { chromiumFlags, ensureChromium } from "@/scripts/chromium";

export const categories = ["performance", "accessibility", "best-practices", "seo"] as const;
export type Scores = Record<(typeof categories)[number], number>;

/** Lighthouse's four mobile scores of a page (0 to 100), each the best of `runs`, because noise only lowers scores. */
export async function scores(url: string, runs: number, headers: Record<string, string> = {}): Promise<Scores> {
  const best: Scores = { performance: 0, accessibility: 0, "best-practices": 0, seo: 0 };
  for (let run = 0; run < runs; run += 1) {
    const seen = await once(url, headers);
    for (const category of categories) best[category] = Math.max(best[category], seen[category]);
  }
  return best;
}

async function once(url: string, extraHeaders: Record<string, string>): Promise<Scores> {
  const port = await freePort(0);
  const executablePath = ensureChromium(console.log);
  const browser = await chromium.launch({
    executablePath,
    args: [...chromiumFlags, `--remote-debugging-port=${port}`],
  });
  try {
    const result = await lighthouse(url, { port, onlyCategories: [...categories], logLevel: "error", extraHeaders });
    const score = (category: string) => Math.round((result?.lhr.categories[category]?.score ?? 0) * 100);
    return {
      performance: score("performance"),
      accessibility: score("accessibility"),
      "best-practices": score("best-practices"),
      seo: score("seo"),
    };
  } finally {
    await browser.close();
  }
}
