export { adjustGauge } from "./gauges/adjust-gauge";
export { type Measures, measureGauges } from "./gauges/measure-gauges";
export { setGauge } from "./gauges/set-gauge";
export { setGaugeSchema } from "./gauges/set-gauge-input";
export { keepUsage } from "./keep-usage";
export { reportOverage } from "./overage/report-overage";
export { answerCheck } from "./report/answer-check";
export { exportEvents } from "./report/export-events";
export type { DayPoint } from "./report/history";
export { limitCheckSchema } from "./report/limit-check-input";
export type { MeterUsage } from "./report/overview";
export {
  gaugeLevels,
  type MeterReport,
  type UsageReport,
  usageNow,
  usageOverview,
  usageReport,
  wouldFit,
} from "./report/queries";
export { describeCheck, describeLimits, describeNow } from "./report/shapes";
export { commitReservation } from "./reservations/commit-reservation";
export { expireReservations } from "./reservations/expire-reservations";
export { releaseReservation } from "./reservations/release-reservation";
export { commitSchema, describeReservation, reservationIdSchema, reserveSchema } from "./reservations/reservation";
export { reserveUsage } from "./reservations/reserve-usage";
export type { Step as LadderStep } from "./thresholds/ladder";
export type { Refusal } from "./thresholds/refusal";
export { tellOpenLimits } from "./thresholds/tell-open-limits";
export { asReporterFor, asReserver } from "./track/as-reporter";
export { readEvents } from "./track/read-events";
export { trackEvents } from "./track/track-events";
export { trackResponse } from "./track/track-response";
export { trackUsage } from "./track/track-usage";
