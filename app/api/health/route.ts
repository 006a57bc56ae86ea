import { operations, otherMethods, serve } from "@/lib/api";
import { checkHealth } from "@/lib/health";
import { jsonAnswer } from "@/lib/http";

export const dynamic = "force-dynamic";

export const GET = serve(operations.checkHealth, async () => {
  const health = await checkHealth();
  return jsonAnswer(health, health.status === "ok" ? 200 : 503);
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
