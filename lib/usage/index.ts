export { adjustGauge } from "./adjust-gauge";
export { answerCheck } from "./answer-check";
export { asReporterFor, asReserver } from "./as-reporter";
export { commitReservation } from "./commit-reservation";
export { expireReservations } from "./expire-reservations";
export { exportEvents } from "./export-events";
export type { DayPoint } from "./history";
export { keepUsage } from "./keep-usage";
export type { Step as LadderStep } from "./ladder";
export { limitCheckSchema } from "./limit-check-input";
export { type Measures, measureGauges } from "./measure-gauges";
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
export { releaseReservation } from "./release-reservation";
export { reportOverage } from "./report-overage";
export { commitSchema, describeReservation, reservationIdSchema, reserveSchema } from "./reservation";
export { reserveUsage } from "./reserve-usage";
export { setGauge } from "./set-gauge";
export { setGaugeSchema } from "./set-gauge-input";
export { describeCheck, describeLimits, describeNow } from "./shapes";
export { tellOpenLimits } from "./tell-open-limits";
export { trackEvents } from "./track-events";
export { trackResponse } from "./track-response";
export { trackUsage } from "./track-usage";
