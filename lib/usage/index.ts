export { adjustGauge, type GaugeChange } from "./adjust-gauge";
export type { EventAnswer } from "./answers";
export type { LimitCheck } from "./check";
export { maxEvents, type UsageEvent, usageEventSchema } from "./event";
export type { DayPoint, ToldStep } from "./history";
export type { RefusalRule, State as MeterState, Step as LadderStep } from "./ladder";
export type { MeterUsage } from "./overview";
export { type Period, usagePeriod } from "./period";
export {
  gaugeLevels,
  type MeterReport,
  type UsageReport,
  usageNow,
  usageOverview,
  usageReport,
  wouldFit,
} from "./queries";
export { type Reported, readEvents } from "./read-events";
export type { Refusal } from "./refusal";
export { describeCheck, describeLimits, describeNow } from "./shapes";
export { tellLimits } from "./tell-limits";
export { tellOpenLimits } from "./tell-open-limits";
export { trackEvents } from "./track-events";
export { trackResponse } from "./track-response";
export { type TrackInput, trackUsage } from "./track-usage";
