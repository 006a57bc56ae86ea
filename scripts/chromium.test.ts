import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { chromiumFlags } from "./chromium";

/** The features in the block of Playwright's bundle that joins them into its flag. */
function offForPlaywright(): string[] {
  const bundle = join(
    dirname(createRequire(import.meta.url).resolve("playwright-core/package.json")),
    "lib/coreBundle.js",
  );
  const [, list = ""] = /disabledFeatures = \[([^\]]*)\]/.exec(readFileSync(bundle, "utf8")) ?? [];
  return [...list.matchAll(/^ *"(\w+)",?$/gm)].map(([, name = ""]) => name);
}

test("our --disable-features repeats all that Playwright turns off, because Chromium heeds the last one alone", () => {
  const flag = chromiumFlags.find((each) => each.startsWith("--disable-features="));
  const names = offForPlaywright();
  expect(names).toContain("PaintHolding");
  expect(flag?.split("=")[1]?.split(",")).toEqual(expect.arrayContaining(names));
});
