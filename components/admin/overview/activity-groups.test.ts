import { expect, it } from "vitest";
import type { Activity } from "@/lib/admin/activity/activity";
import { byTime } from "./activity-groups";

const now = new Date("2026-11-30T01:00:00Z");
const signUp = (id: string, at: string): Activity => ({
  kind: "sign_up",
  id,
  organizationId: id,
  organizationName: id,
  planKey: "starter",
  at: new Date(at),
});

it("the feed is grouped by UTC day and month, and keeps its order", () => {
  const feed = [
    signUp("a", "2026-11-30T00:59:00Z"),
    signUp("b", "2026-11-29T23:59:00Z"),
    signUp("c", "2026-11-29T00:00:00Z"),
    signUp("d", "2026-11-28T12:00:00Z"),
    signUp("e", "2025-12-31T12:00:00Z"),
  ];
  expect(byTime(feed, now).map(({ label, activities }) => [label, activities.map(({ id }) => id).join("")])).toEqual([
    ["Today", "a"],
    ["Yesterday", "bc"],
    ["Nov 2026", "d"],
    ["Dec 2025", "e"],
  ]);
});
