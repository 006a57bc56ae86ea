export { adjustGauge } from "./adjust-gauge";
export { exportEvents } from "./export-events";
export type { DayPoint } from "./history";
export type { Step as LadderStep } from "./ladder";
export type { MeterUsage } from "./overview";
export {
  gaugeLevels,
  type MeterReport,
  type UsageReport,
  usageNow,
  usageOverview,
  usageReport,
  wouldFit,
} from "./queries";
export { readEvents } from "./read-events";
export type { Refusal } from "./refusal";
export { describeCheck, describeLimits, describeNow } from "./shapes";
export { sweepUsageKeys } from "./sweep-keys";
export { tellOpenLimits } from "./tell-open-limits";
export { trackEvents } from "./track-events";
export { trackResponse } from "./track-response";
export { trackUsage } from "./track-usage";
