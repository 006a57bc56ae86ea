import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/**
 * Every caller that opens a member's transaction must declare what the organization's access has to allow, or be listed
 * here with a reason. A page or route that forgot would be open to a suspended organization.
 */
const open: Readonly<Record<string, string>> = {
  "app/(app)/billing": "billing is always open",
  "components/billing": "billing is always open",
  "app/(app)/usage": "shows what is billed; its export checks access itself",
  "app/(app)/layout.tsx": "the layout, which the billing page shares",
  "app/(app)/dashboard": "shows the suspension in place of its content",
  "app/(onboarding)/layout.tsx": "the layout: the support session's banner, and signing out",
  "app/(onboarding)/onboarding/page.tsx": "redirects to billing if nothing can be created",
  "lib/tenancy/access/as-payer.ts": "billing is always open",
  "lib/keys/as-reader.ts": "returns what is allowed, which is nothing for a suspended organization",
  "lib/tenancy/access/member-page.ts": "passes on what the page declares",
  "lib/tenancy/access/as-member.ts": "performs the check",
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
      (call) => !says.test(call) && !/\((?:options|taking|adding)\b|\.\.\.(?:options|taking)\b/.test(call),
    );
    expect(silent).toEqual([]);
  });

  it.each(Object.keys(open))("the exception %s is still needed", (path) => {
    expect(sources.some((file) => file === path || file.startsWith(`${path}/`))).toBe(true);
  });
});
