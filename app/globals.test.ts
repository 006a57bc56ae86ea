import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { contrastOf, isInSrgb, type Oklch } from "@/lib/color";
import { products } from "@/products";

const styles = readFileSync("app/globals.css", "utf8");
const hues = Object.values(products).map(({ catalog }) => catalog.brand.hue);

type Tokens = ReadonlyMap<string, string>;
/** Each with the selectors of its rules. Cards on the second ground have a shade of their own in the dark theme. */
const themes = {
  light: [":root", ".light"],
  dark: [":root", ".dark"],
  "dark, on the second ground": [":root", ".dark", ".dark .bg-band:not(.light *)"],
} as const;
type Theme = keyof typeof themes;
const themeNames = Object.keys(themes) as Theme[];

const grounds = ["background", "band", "card", "popover", "muted", "secondary", "accent"];
const inks = ["foreground", "muted-foreground", "brand"];
const statusInks = ["signal", "destructive", "success", "warning", "info"].map((status) => `${status}-ink`);

/** Text and its background: at least 4.5 to 1. */
const textPairs: readonly (readonly [string, string])[] = [
  ...grounds.flatMap((ground) => [...inks, ...statusInks, "product-ink"].map((ink) => [ink, ground] as const)),
  ...["signal", "destructive", "success", "warning", "info"].flatMap((status) => [
    [`${status}-ink`, `${status}-soft`] as const,
    ["foreground", `${status}-soft`] as const,
  ]),
  ["product-ink", "product-soft"],
  ["product-foreground", "product"],
  ["primary-foreground", "primary"],
  ["primary-foreground", "primary-hover"],
  ["destructive-foreground", "destructive"],
  ["signal-foreground", "signal"],
  ["heat-ink", "heat"],
];

/** Shapes that carry a meaning, and the rings around what has the focus: at least 3 to 1. */
const shapePairs = ["background", "band", "card"].flatMap((ground) =>
  ["signal", "ring", "mv-balance", "chart-1", "mv-churn", "mv-new", "destructive", "success"].map(
    (shape) => [shape, ground] as const,
  ),
);

test.each(themeNames)("every text can be read on its ground: %s", (theme) => {
  expect(textPairs.length).toBeGreaterThan(70);
  expect(tooFaint(theme, textPairs, 4.5)).toEqual([]);
});

test.each(themeNames)("every shape with a meaning stands out: %s", (theme) => {
  expect(tooFaint(theme, shapePairs, 3)).toEqual([]);
});

test("every color is one that a screen can show", () => {
  for (const theme of themeNames) {
    const tokens = tokensOf(theme);
    const names = [...tokens.keys()].filter((name) => tokens.get(name)?.startsWith("oklch("));
    expect(names.length).toBeGreaterThan(50);
    const outside = names.filter((name) => hues.some((hue) => !isInSrgb(colorOf(tokens, name, hue))));
    expect(outside).toEqual([]);
  }
});

test("a pair that is too faint is reported", () => {
  expect(tooFaint("light", [["input", "card"]], 4.5)).toEqual([expect.stringMatching(/^input on card: 1\.\d\d$/)]);
});

test("a token that doesn't exist is an error", () => {
  expect(() => tooFaint("dark", [["no-such-token", "card"]], 3)).toThrow("no-such-token");
});

function tooFaint(theme: Theme, pairs: readonly (readonly [string, string])[], least: number): string[] {
  const tokens = tokensOf(theme);
  return pairs.flatMap(([ink, ground]) => {
    const contrast = Math.min(
      ...hues.map((hue) => contrastOf(colorOf(tokens, ink, hue), colorOf(tokens, ground, hue))),
    );
    return contrast < least ? [`${ink} on ${ground}: ${contrast.toFixed(2)}`] : [];
  });
}

/** The custom properties that apply in a theme: those of every rule whose selectors name it, later ones last. */
function tokensOf(theme: Theme): Tokens {
  const rules = styles.matchAll(/(?<selectors>[^{};/]+)\{(?<body>[^{}]*)\}/g);
  const selected: readonly string[] = themes[theme];
  const bodies = [...rules].flatMap(({ groups }) => {
    const selectors = groups?.selectors?.split(",").map((selector) => selector.trim()) ?? [];
    return selectors.some((selector) => selected.includes(selector)) ? [groups?.body ?? ""] : [];
  });
  const entries = bodies.flatMap((body) => [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)]);
  return new Map(entries.map(([, name = "", value = ""]) => [name, value]));
}

function colorOf(tokens: Tokens, name: string, productHue: number): Oklch {
  const value = tokens.get(name);
  if (value === undefined) throw new Error(`app/globals.css has no --${name}`);
  const other = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  if (other) return colorOf(tokens, other, productHue);
  const parts = /^oklch\(([\d.]+) ([\d.]+) (?:([\d.]+)|var\(--product-hue, \d+\))\)$/.exec(value);
  if (!parts) throw new Error(`--${name} isn't an oklch color: ${value}`);
  return [Number(parts[1]), Number(parts[2]), parts[3] === undefined ? productHue : Number(parts[3])];
}
