export { adjustGauge, type GaugeChange } from "./adjust-gauge";
export type { RefusalRule, State as MeterState, Step as LadderStep } from "./ladder";
export type { MeterUsage } from "./overview";
export { type Period, usagePeriod } from "./period";
export { gaugeLevels, usageOverview } from "./queries";
export type { Refusal } from "./refusal";
export { tellLimits } from "./tell-limits";
export { type TrackInput, trackUsage } from "./track-usage";
