import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/**
 * Whoever opens a member's transaction says what the organization's access must allow, or stands here with a reason: a
 * page or route that forgets would be open to a suspended organization.
 */
const open: Readonly<Record<string, string>> = {
  "app/(app)/billing": "billing is open whatever happens",
  "components/billing": "billing is open whatever happens",
  "app/(app)/usage": "what is billed for; its export asks for access itself",
  "app/(app)/layout.tsx": "the frame, also of the billing page",
  "app/(app)/dashboard": "shows that it is suspended in place of its content",
  "app/(onboarding)/layout.tsx": "the frame: who is acting, and the way out",
  "app/(onboarding)/onboarding/page.tsx": "leads to billing where nothing can be made",
  "lib/tenancy/access/as-payer.ts": "billing is open whatever happens",
  "lib/keys/as-reader.ts": "answers what is allowed: a suspended organization hears that nothing is",
  "lib/tenancy/access/member-page.ts": "hands on what the page says",
  "lib/tenancy/access/as-member.ts": "it is what asks",
};

const asks = /\b(?:asMember|memberPage)\(/;
const says = /\bneed: "|\bwhenReadable\(/;

const sources = ["app", "components", "products", "lib"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).replaceAll("\\", "/")),
);
const askers = sources.filter((file) => asks.test(readFileSync(file, "utf8")));
const isOpen = (file: string) => Object.keys(open).some((path) => file === path || file.startsWith(`${path}/`));

/** The calls that open a member's transaction, each up to its callback. */
const callsOf = (file: string) =>
  readFileSync(file, "utf8").match(/\b(?:asMember|memberPage)\([^\n]*(?:\n[^\n]*){0,3}/g) ?? [];

describe("every entry point for members", () => {
  it("is known to this test", () => expect(askers.length).toBeGreaterThan(15));

  it.each(askers.filter((file) => !isOpen(file)))("%s declares the access it needs", (file) => {
    const silent = callsOf(file).filter(
      (call) => !says.test(call) && !/\((?:options|taking|adding)\b|\.\.\.options/.test(call),
    );
    expect(silent).toEqual([]);
  });

  it.each(Object.keys(open))("the exception %s is still needed", (path) => {
    expect(sources.some((file) => file === path || file.startsWith(`${path}/`))).toBe(true);
  });
});
