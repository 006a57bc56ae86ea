import { Meter } from "@/components/charts/meter";
import Link from "@/components/navigation/link";
import { barState } from "@/components/usage/words";
import { formatCount } from "@/lib/numbers";
import type { MeterUsage } from "@/lib/usage";

type SeatsBarProps = {
  seats: MeterUsage;
  members: number;
  /** Undefined for people who don't see invitations. */
  invitations: number | undefined;
  /** Whether this person can buy more seats. */
  mayBuy: boolean;
};

/** How many seats members and invitations use, and where to get more. */
export function SeatsBar({ seats, members, invitations, mayBuy }: SeatsBarProps) {
  const { used, limit } = seats;
  const by = [
    formatCount(members, "member"),
    ...(invitations ? [formatCount(invitations, "pending invitation")] : []),
  ].join(" and ");
  const free = limit === "unlimited" ? null : Math.max(0, limit - used);
  return (
    <section aria-label="Seats" className="rounded-lg border bg-card p-5 shadow-raised">
      <Meter
        name="Seats"
        used={used}
        limit={limit}
        unit={limit === 1 ? "seat" : "seats"}
        state={barState(seats)}
        hint={
          <>
            {by}
            {free !== null && `, ${free === 0 ? "none" : free} free`}.{" "}
            {mayBuy && limit !== "unlimited" && (
              <Link href="/billing" className="font-medium text-brand underline-offset-4 hover:underline">
                Add seats
              </Link>
            )}
          </>
        }
      />
    </section>
  );
}
