import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { productNames } from "@/products";

/** Libraries of tens of kilobytes that load when they are first needed. */
const heavy = ["zod", "@hookform/resolvers", "react-hook-form", "sonner", "cmdk"];
const overlays = ["radix-ui/dialog", "radix-ui/alert-dialog", "radix-ui/dropdown-menu", "radix-ui/popover"];

describe("a page loads no heavy library at first:", () => {
  it.each(["app/(app)/layout.tsx", "app/admin/layout.tsx"])("%s, on every page, nor menus and dialogs", (layout) => {
    expect(reached(layout, [...heavy, ...overlays])).toEqual([]);
  });

  it.each([
    "app/(app)/dashboard/page.tsx",
    "app/(app)/billing/page.tsx",
    "app/(app)/usage/page.tsx",
    "app/(app)/team/page.tsx",
    "app/admin/(overview)/page.tsx",
    "app/admin/organizations/(list)/page.tsx",
    "app/admin/organizations/[id]/page.tsx",
    "app/admin/privacy/page.tsx",
    "app/admin/alerts/page.tsx",
    "app/(app)/(unison)/plants/[id]/page.tsx",
  ])("%s", (page) => {
    expect(reached(page, [...heavy, ...overlays])).toEqual([]);
  });

  it.each([
    "app/(app)/settings/(tabs)/page.tsx",
    "app/(app)/settings/single-sign-on/page.tsx",
    "app/(app)/(unison)/work-orders/[id]/page.tsx",
    "app/admin/platform-keys/page.tsx",
    "app/admin/webhooks/page.tsx",
  ])("%s, but for what its forms need", (page) => {
    const others = heavy.filter((name) => name !== "react-hook-form");
    expect(reached(page, [...others, ...overlays])).toEqual([]);
  });

  it.each(["app/error.tsx", "app/global-error.tsx"])("%s, which is part of every page", (file) => {
    expect(reached(file, [...heavy, ...overlays, "tailwind-merge", "class-variance-authority"])).toEqual([]);
  });
});

/** Chains of imports from the client components of a page or layout to a library. Dynamic imports load later. */
function reached(entry: string, libraries: readonly string[]): string[] {
  const before = new Map<string, string | undefined>(clientFilesOf(entry).map((file) => [file, undefined]));
  const found: string[] = [];
  for (const file of before.keys()) {
    for (const specifier of importsOf(file)) {
      const next = resolve(file, specifier);
      if (next && !before.has(next)) before.set(next, file);
      const isHeavy = libraries.some((name) => specifier === name || specifier.startsWith(`${name}/`));
      if (isHeavy) found.push(`${chain(before, file)} → ${specifier}`);
    }
  }
  return found;
}

function chain(before: ReadonlyMap<string, string | undefined>, file: string): string {
  const previous = before.get(file);
  return previous === undefined ? file : `${chain(before, previous)} → ${file}`;
}

function clientFilesOf(entry: string): string[] {
  const seen = new Set([entry]);
  for (const file of seen) {
    if (starts(file, "use client")) continue;
    for (const specifier of importsOf(file)) {
      const next = resolve(file, specifier);
      if (next) seen.add(next);
    }
  }
  return [...seen].filter((file) => starts(file, "use client"));
}

/** The files a file imports for values. Of server actions the browser gets references only. */
function importsOf(file: string): string[] {
  if (starts(file, "use server")) return [];
  const source = readFileSync(file, "utf8");
  const imported = [...source.matchAll(/^(?:import|export)\s(?!type\b)([^"';]*?)from "([^"]+)"/gms)];
  const named = imported.filter(([, names = ""]) => !isTypesOnly(names)).map(([, , specifier = ""]) => specifier);
  // The parts of a product are imported by its name.
  const parts = [...source.matchAll(/import\(\s*`([^`]*)\$\{catalog\.product\}([^`]*)`/g)];
  return [...named, ...parts.flatMap(([, start, end]) => productNames.map((name) => `${start}${name}${end}`))];
}

/** `{ type A, type B }`. */
function isTypesOnly(names: string): boolean {
  const listed = names
    .match(/^\s*\{([^}]*)\}\s*$/)?.[1]
    ?.split(",")
    .filter((name) => name.trim() !== "");
  return listed?.every((name) => name.trim().startsWith("type ")) ?? false;
}

function resolve(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith("@/") && !specifier.startsWith(".")) return undefined;
  const base = specifier.startsWith("@/") ? specifier.slice(2) : join(dirname(from), specifier);
  return ["", ".ts", ".tsx", "/index.ts", "/index.tsx"].map((ending) => base + ending).find(isFile);
}

const isFile = (path: string): boolean => /\.tsx?$/.test(path) && existsSync(path);

const starts = (file: string, directive: string): boolean => readFileSync(file, "utf8").startsWith(`"${directive}"`);
