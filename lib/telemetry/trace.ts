import "server-only";
import type { ReadableSpan, SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { env } from "@/lib/env";
import { scrubAttributes, scrubSpanName } from "./scrub";

/** One registration for the process: a second one of OpenTelemetry's global API would be an error, or lose spans silently. */
const shared = globalThis as typeof globalThis & { gatehouseTracing?: { flush(): Promise<void> } };

/** Begins to send traces to the collector, without anything that clients sent. Idempotent. */
export async function startTracing(service: string): Promise<void> {
  if (shared.gatehouseTracing) return;
  const flushes: (() => Promise<void>)[] = [];
  shared.gatehouseTracing = { flush: async () => void (await Promise.allSettled(flushes.map((flush) => flush()))) };
  const [{ OTLPHttpJsonTraceExporter, registerOTel }, { BatchSpanProcessor }] = await Promise.all([
    import("@vercel/otel"),
    import("@opentelemetry/sdk-trace-base"),
  ]);
  const url = `${env.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/$/, "")}/v1/traces`;
  const batches = new BatchSpanProcessor(new OTLPHttpJsonTraceExporter({ url }));
  flushes.push(() => batches.forceFlush());
  registerOTel({
    serviceName: `gatehouse-${service}`,
    attributes: { "service.version": env.APP_VERSION },
    spanProcessors: [scrubbing(batches)],
    // Calls that a trace is about go to the database and to Stripe, which need no context of ours.
    instrumentationConfig: { fetch: { propagateContextUrls: [], dontPropagateContextUrls: [/.*/] } },
  });
}

/** Sends the spans that wait. */
export const flushTracing = async (): Promise<void> => shared.gatehouseTracing?.flush();

/** Removes what may be personal or secret before a span is kept for sending. */
function scrubbing(next: SpanProcessor): SpanProcessor {
  return {
    onStart: (span, context) => next.onStart(span, context),
    onEnd: (span) => next.onEnd(scrubbed(span)),
    forceFlush: () => next.forceFlush(),
    shutdown: () => next.shutdown(),
  };
}

/** A copy with the span's prototype, because exporters read its methods and getters. */
function scrubbed(span: ReadableSpan): ReadableSpan {
  const events = span.events.map(({ name, time, attributes = {} }) => ({
    name: name === "exception" ? name : "event",
    time,
    attributes: scrubAttributes(attributes),
  }));
  const route = span.attributes["next.route"] ?? span.attributes["http.route"];
  const { code } = span.status;
  return Object.create(span, {
    name: { value: scrubSpanName(span.name, route) },
    attributes: { value: scrubAttributes(span.attributes) },
    events: { value: events },
    links: { value: [] },
    status: { value: { code } },
  });
}
