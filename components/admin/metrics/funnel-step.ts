import type { FunnelStep } from "@/components/charts/funnel";
import type { FunnelStage } from "@/lib/metrics/page/types";
import { timeBetween } from "./time-between";

/** A stage of the funnel as its chart takes it. */
export const funnelStep = ({ label, count, medianTime }: FunnelStage): FunnelStep => ({
  label,
  count,
  time: medianTime === null ? undefined : `${timeBetween(medianTime)} (median)`,
});
