export { findCounter } from "./find-meter";
export { adjustGauge } from "./gauges/adjust-gauge";
export { type Measures, measureGauges } from "./gauges/measure-gauges";
export { setGauge } from "./gauges/set-gauge";

export { dropUsageEvents, makeUsagePartitions } from "./keep-usage";
export { estimateOverage } from "./overage/overage";
export { reportOverage } from "./overage/report-overage";
export { answerCheck } from "./report/answer-check";
export { exportEvents } from "./report/export-events";
export type { DayPoint } from "./report/history";
export { liveUsage } from "./report/live-usage";
export type { MeterUsage } from "./report/meter-usage";
export { limitViolations, topOrganizations } from "./report/platform-usage";
export {
  type CreditReport,
  gaugeLevels,
  type MeterReport,
  type UsageReport,
  usageNow,
  usageReport,
  wouldFit,
} from "./report/queries";
export { describeCheck, describeLimits, describeNow } from "./report/shapes";
export { usageByKey } from "./report/usage-by-key";
export { commitReservation } from "./reservations/commit-reservation";
export { expireReservations } from "./reservations/expire-reservations";
export { releaseReservation } from "./reservations/release-reservation";
export { describeReservation } from "./reservations/reservation";
export { reserveUsage } from "./reservations/reserve-usage";
export { followChangedLimits } from "./thresholds/follow-limits";
export { notifyOpenLimits } from "./thresholds/notify-limits";
export type { Refusal } from "./thresholds/refusal";
export type { Threshold } from "./thresholds/thresholds";
export { asReporterFor, asReserver } from "./track/as-reporter";

export { trackEvents } from "./track/track-events";
export { trackResponse } from "./track/track-response";
export { trackUsage } from "./track/track-usage";
