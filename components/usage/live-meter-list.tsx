"use client";

import { useQuery } from "@tanstack/react-query";
import type { ComponentProps } from "react";
import { Prefetched } from "@/components/shell/queries/prefetched";
import { type UsageAnswer, usageQuery } from "@/lib/api/queries";
import type { MeterUsage } from "@/lib/usage";
import { MeterList } from "./meter-list";
import { withAnswer } from "./with-answer";

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
