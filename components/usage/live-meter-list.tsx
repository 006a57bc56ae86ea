"use client";

import { useQuery } from "@tanstack/react-query";
import type { ComponentProps } from "react";
import { Prefetched } from "@/components/shell/queries/prefetched";
import { type UsageAnswer, usageQuery } from "@/lib/api/queries";
import type { MeterUsage } from "@/lib/usage";
import { partUsed } from "@/lib/usage/report/meter-usage";
import { MeterList } from "./meter-list";

/** The meters and the API's answer that says the same. */
export type LiveUsage = { meters: readonly MeterUsage[]; answer: UsageAnswer };

type LiveMeterListProps = Omit<ComponentProps<typeof MeterList>, "meters"> & { usage: LiveUsage };

/** The usage meters in short, current to the minute. */
export function LiveMeterList({ usage, ...list }: LiveMeterListProps) {
  return (
    <Prefetched queryKey={usageQuery(usage.answer.organization).queryKey} data={usage.answer}>
      <Meters usage={usage} {...list} />
    </Prefetched>
  );
}

function Meters({ usage: { meters, answer }, ...list }: LiveMeterListProps) {
  const { data } = useQuery(usageQuery(answer.organization));
  return <MeterList meters={withAnswer(meters, data ?? answer)} {...list} />;
}

/** The meters with the figures of a later answer of the API. */
export const withAnswer = (meters: readonly MeterUsage[], answer: UsageAnswer): MeterUsage[] =>
  meters.map((meter) => {
    const latest = answer.meters.find(({ meter: key }) => key === meter.key);
    if (!latest) return meter;
    const { used, credited, credits, limit, hardLimit, state, beyond, graceEndsAt, resetsAt } = latest;
    return {
      ...meter,
      used,
      credited,
      credits,
      limit,
      hardLimit,
      state,
      overageUnits: beyond?.units ?? meter.overageUnits,
      part: partUsed(used - credited, limit),
      graceEndsAt: graceEndsAt === null ? null : new Date(graceEndsAt),
      resetsAt: resetsAt === null ? null : new Date(resetsAt),
    };
  });
