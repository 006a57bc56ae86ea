import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { retentionPeriodNames } from "@/db/schema/privacy";
import { periods } from "@/lib/privacy/retention/periods";
import { PrivacyView } from "./privacy-view";

const at = new Date("2026-11-30T03:00:00Z");
const shown = retentionPeriodNames.map((name) => ({
  name,
  value: periods[name].standard,
  standard: periods[name].standard,
  changed: null,
}));
const nothing = { documents: 0, organizations: 0, oldest: null };

const textOf = (given: Partial<Parameters<typeof PrivacyView>[0]>) =>
  renderToStaticMarkup(<PrivacyView periods={shown} last={undefined} retained={nothing} entries={[]} {...given} />)
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ");

describe("the privacy page", () => {
  it("says what the last night removed, and where it failed", () => {
    const removed = {
      sign_in_history: { count: 1_204, keptFor: 365 },
      usage_events: { count: 1, keptFor: 13 },
      job_runs: { count: 0, keptFor: 14 },
    };
    const text = textOf({ last: { at, removed, failed: ["visits"] } });
    expect(text).toContain("Removed 1,204 sign-ins older than 365 days, Nov 30, 2026, 3:00 AM UTC.");
    expect(text).toContain("Removed 1 month of usage events older than 13 months");
    expect(text).not.toContain("job runs older");
    expect(text).toContain("The last run failed here, Nov 30, 2026, 3:00 AM UTC.");
  });

  it("offers the default where someone has set another value, and says who", () => {
    const changed = { at, by: "ada@vendor.example" };
    const text = textOf({
      periods: shown.map((period) => (period.name === "email_log" ? { ...period, value: 90, changed } : period)),
    });
    expect(text).toContain("Set by ada@vendor.example on Nov 30, 2026.");
    expect(text).toContain("Use the default, 180 days");
    expect(text.match(/Use the default/g)).toHaveLength(1);
  });

  it("counts the invoices of deleted organizations", () => {
    const text = textOf({ retained: { documents: 12, organizations: 1, oldest: at } });
    expect(text).toContain("12 documents from 1 organization. The oldest is from Nov 30, 2026.");
  });
});
