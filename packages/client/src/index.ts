/**
 * A client of the API for your own programs, in Node.js and in browsers, with no dependencies but `fetch`.
 *
 *     const gatehouse = createClient({ url: "https://your.app", key: process.env.GATEHOUSE_KEY });
 *     await gatehouse.track({ organization: "customer-7", meter: "work_orders" });
 *     await gatehouse.close();
 */
export { QueueFull } from "./batcher";
export { type CallOptions, type Client, type ClientOptions, createClient, type RequestOptions } from "./client";
export type { Endpoint, EndpointAnswer, EndpointInput } from "./endpoints";
export { ConnectionError } from "./http";
export { ApiError, isLimitReached, PaymentRequiredError } from "./problem";
export type {
  BatchEvent,
  CheckInput,
  CheckResult,
  CurrentUsage,
  Limit,
  LimitReached,
  Problem,
  Reservation,
  ReserveInput,
  TrackResult,
  UsageEvent,
} from "./types";
