import { otherMethods } from "@/lib/api/other-methods";
import { env } from "@/lib/env";
import { notFound, unauthenticated } from "@/lib/errors";
import { route } from "@/lib/http";
import { bringsBearer } from "@/lib/telemetry";
import { renderMetrics } from "@/lib/telemetry/render-metrics";

export const dynamic = "force-dynamic";

/** The metrics of this process, for Prometheus. Without METRICS_TOKEN there is no such endpoint. */
export const GET = route(async (request) => {
  if (!env.METRICS_TOKEN) throw notFound("endpoint");
  if (!bringsBearer(request.headers.get("authorization"), env.METRICS_TOKEN)) {
    throw unauthenticated("Send METRICS_TOKEN as the bearer token.");
  }
  const { text, contentType } = await renderMetrics();
  return new Response(text, { headers: { "Content-Type": contentType, "Cache-Control": "no-store" } });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
