import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";

// In the browser, reading a server setting throws while the module loads, and the whole page fails.
it("no client component reaches the server's settings", () => {
  const clientFiles = ["app", "components", "products"].flatMap(filesIn).filter((file) => starts(file, "use client"));
  expect(clientFiles.length).toBeGreaterThan(50);
  expect(clientFiles.flatMap((file) => pathTo("lib/env.ts", file) ?? [])).toEqual([]);
});

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file));

/** The chain of imports from one file to another, as the bundler follows it; undefined if there is none. */
function pathTo(goal: string, start: string): string | undefined {
  const seen = new Map<string, string | undefined>([[start, undefined]]);
  for (const file of seen.keys()) {
    if (file === goal) return chain(seen, file).join(" → ");
    for (const next of importsOf(file)) if (!seen.has(next)) seen.set(next, file);
  }
  return undefined;
}

function chain(seen: ReadonlyMap<string, string | undefined>, file: string): string[] {
  const before = seen.get(file);
  return before === undefined ? [file] : [...chain(seen, before), file];
}

/** The files a file imports for values. The browser gets only references to server actions, so theirs don't count. */
function importsOf(file: string): string[] {
  if (starts(file, "use server")) return [];
  const source = readFileSync(file, "utf8");
  return [...source.matchAll(/^(?:import|export)\s(?!type\b)([^"';]*?)from "([^"]+)"/gms)]
    .filter(([, names = ""]) => !isTypesOnly(names))
    .flatMap(([, , specifier = ""]) => resolve(file, specifier) ?? []);
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
  const base = specifier.startsWith("@/") ? specifier.slice(2) : join(dirname(from), specifier);
  if (!specifier.startsWith("@/") && !specifier.startsWith(".")) return undefined;
  return [".ts", ".tsx", "/index.ts", "/index.tsx"].map((ending) => base + ending).find(existsSync);
}

const starts = (file: string, directive: string): boolean => readFileSync(file, "utf8").startsWith(`"${directive}"`);
