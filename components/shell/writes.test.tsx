import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { BannerFacts } from "@/lib/billing";
import { readOnlyBlock } from "./plan/read-only-block";
import { type Block, WriteButton, WriteLimits, Writes } from "./writes";

const ended: Block = { reason: "Your trial has ended.", wayOut: { label: "Choose a plan", href: "/billing#plans" } };
const free = { acting: false, viewOnly: false, readOnly: null };
type Given = Partial<Parameters<typeof WriteLimits>[0]> & Parameters<typeof Writes>[0];

const shown = ({ acting, viewOnly, readOnly, ...writes }: Omit<Given, "children">) =>
  renderToStaticMarkup(
    <WriteLimits
      {...free}
      {...(acting ? { acting } : {})}
      {...(viewOnly ? { viewOnly } : {})}
      readOnly={readOnly ?? null}
    >
      <Writes {...writes}>
        <WriteButton>Add plant</WriteButton>
      </Writes>
    </WriteLimits>,
  );

describe("what changes something", () => {
  it("is open as long as nothing forbids it", () => {
    expect(shown({})).not.toContain("disabled=");
    expect(shown({ acting: true })).not.toContain("disabled=");
    expect(shown({ readOnly: ended, need: "read" })).not.toContain("disabled=");
  });

  it.each([
    ["a read-only organization", { readOnly: ended }, "Your trial has ended."],
    ["a view-only support session", { viewOnly: true }, "View only: changes are disabled in this session."],
    ["a view-only session, for what a read-only organization may do", { viewOnly: true, need: "read" }, "View only"],
    ["any support session", { acting: true, inPerson: true }, "Only the customer can change this."],
  ] as const)("says why it is disabled in %s, and can be focused", (_in, given, reason) => {
    const html = shown(given);
    expect(html).toMatch(/<button [^>]*aria-disabled="true"/);
    expect(html).not.toMatch(/ disabled=""/);
    const [, described = "none"] = html.match(/aria-describedby="([^"]+)"/) ?? [];
    expect(html).toContain(`<span id="${described}" class="sr-only">${reason}`);
  });

  it("says so above a form, with the way out, and once", () => {
    const html = renderToStaticMarkup(
      <WriteLimits {...free} readOnly={ended}>
        <Writes explain>
          <Writes explain>
            <input name="name" />
          </Writes>
        </Writes>
      </WriteLimits>,
    );
    expect(html.match(/Your trial has ended\./g)).toHaveLength(2); // The text and the tooltip.
    expect(html).toMatch(/<a [^>]*href="\/billing#plans"[^>]*>Choose a plan<\/a>/);
    expect(html).toMatch(/<fieldset disabled=""/);
  });
});

describe("the reason", () => {
  const facts: BannerFacts = {
    rule: "trial_over",
    planName: "Starter",
    trialEndsAt: new Date(0),
    cancelAt: null,
    fallbackPlan: null,
    owed: null,
    card: null,
  };
  it.each([
    ["trial_over", "Choose a plan", "/billing#plans"],
    ["canceled", "Choose a plan", "/billing#plans"],
    ["payments_failed_thrice", "Open billing", "/billing"],
    ["paused", "Open billing", "/billing"],
  ] as const)("of %s leads to: %s", (rule, label, href) => {
    const block = readOnlyBlock({ access: "read_only", banner: { ...facts, rule } }, new Date());
    expect(block?.wayOut).toEqual({ label, href });
  });

  it("is absent with full access", () => {
    expect(readOnlyBlock({ access: "full", banner: facts }, new Date())).toBeNull();
    expect(readOnlyBlock({ access: "grace", banner: facts }, new Date())).toBeNull();
  });
});
