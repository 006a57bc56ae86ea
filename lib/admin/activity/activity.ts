import type { MovementKind } from "@/lib/metrics";

export const activityKinds = ["movement", "sign_up", "alert"] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** One line of the feed. The organization's name is null after it was deleted. */
export type Activity = { id: string; at: Date; organizationName: string | null } & (
  | {
      kind: "movement";
      organizationId: string;
      movement: MovementKind;
      amount: number;
      currency: string;
      planBefore: string | null;
      planAfter: string | null;
    }
  | { kind: "sign_up"; organizationId: string; planKey: string }
  | { kind: "alert"; organizationId: string | null; title: string; text: string; url: string; resolvedAt: Date | null }
);

/** The newest first. At the same instant, what caused the other comes below it: the id decides, so that pages agree. */
export const newestOf = (activities: readonly Activity[], limit: number): Activity[] =>
  activities
    .toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0))
    .slice(0, limit);
