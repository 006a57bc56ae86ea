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
    description: "Responds with 503 and the same fields if the database, Stripe or the worker is down.",
    answer: z
      .strictObject({
        status: checkResult,
        checks: z.strictObject({ database: checkResult, stripe: checkResult, worker: checkResult }),
        version: z.string(),
      })
      .meta({ id: "Health" }),
    errors: [],
  },
});
