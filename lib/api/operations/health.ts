import { z } from "zod";
import { defineOperations } from "../operation";

const checkResult = z.enum(["ok", "down"]);

export const healthOperations = defineOperations({
  checkHealth: {
    method: "get",
    path: "/api/health",
    tag: "Health",
    caller: "anyone",
    otherStatus: 503,
    summary: "Check health",
    description:
      "Responds with 503 and the same fields if the database, Stripe or the worker is down. Which of them, and the version, it says only with a platform key or with `HEALTH_TOKEN` as the bearer token.",
    answer: z
      .strictObject({
        status: checkResult,
        checks: z.strictObject({ database: checkResult, stripe: checkResult, worker: checkResult }).optional(),
        version: z.string().optional(),
      })
      .meta({ id: "Health" }),
    errors: [],
  },
});
