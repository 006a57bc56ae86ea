import { operations, otherMethods, serve } from "@/lib/api";
import { healthFor } from "@/lib/health";
import { jsonAnswer } from "@/lib/http";

export const dynamic = "force-dynamic";

export const GET = serve(operations.checkHealth, async ({ request }) => {
  const health = await healthFor(request);
  return jsonAnswer(health, health.status === "ok" ? 200 : 503);
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
