import { describe, expect, test } from "vitest";
import { forbiddenImports } from "./reach.mjs";

const rules = [
  {
    name: "pure",
    from: { path: ["^lib/[^/]+/noun\\.ts$"] },
    to: { path: ["^lib/clock\\.ts$", "^fs$"], reachable: true },
  },
  { name: "direct", from: { path: ["^lib/[^/]+/noun\\.ts$"] }, to: { path: ["^lib/env\\.ts$"], reachable: false } },
];

/** Each line: a file and what it imports. */
const found = (...lines: readonly string[]) =>
  forbiddenImports(
    lines.map((line) => {
      const [source = "", ...imports] = line.split(" ");
      return { source, imports };
    }),
    rules,
  ).map(({ rule, path }) => `${rule}: ${path.join(" ")}`);

describe("what a file may not import is found", () => {
  test.each([
    ["directly", ["lib/a/noun.ts fs"], "pure: lib/a/noun.ts fs"],
    ["by several steps", ["lib/a/noun.ts b.ts", "b.ts lib/clock.ts"], "pure: lib/a/noun.ts b.ts lib/clock.ts"],
    ["by the shortest way", ["lib/a/noun.ts b.ts fs", "b.ts fs"], "pure: lib/a/noun.ts fs"],
    [
      "in a cycle",
      ["lib/a/noun.ts b.ts", "b.ts lib/a/noun.ts c.ts", "c.ts b.ts fs"],
      "pure: lib/a/noun.ts b.ts c.ts fs",
    ],
    ["directly, where only that counts", ["lib/a/noun.ts lib/env.ts"], "direct: lib/a/noun.ts lib/env.ts"],
  ])("%s", (_, lines, path) => expect(found(...lines)).toEqual([path]));

  test.each([
    ["a file that the rule isn't about", ["lib/a/verb.ts fs"]],
    ["another import", ["lib/a/noun.ts b.ts", "b.ts path"]],
    ["several steps, where only direct imports count", ["lib/a/noun.ts b.ts", "b.ts lib/env.ts"]],
  ])("not %s", (_, lines) => expect(found(...lines)).toEqual([]));
});
