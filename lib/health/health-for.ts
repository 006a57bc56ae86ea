import "server-only";
import { withinDeadline } from "@/lib/deadline";
import { second } from "@/lib/durations";
import { env } from "@/lib/env";
import { authenticateKey, bringsPlatformKey } from "@/lib/keys";
import { bringsBearer } from "@/lib/telemetry";
import { checkHealth, type Health } from "./check-health";

/** As long as the checks themselves take at most: the key is looked up beside them. */
const keyDeadlineMs = 2 * second;

/**
 * What a request learns of the health: with a platform key or with `HEALTH_TOKEN` also which part is down, and the version. Which
 * part to attack, and with what, is no stranger's business.
 */
export async function healthFor(request: Request): Promise<Health | Pick<Health, "status">> {
  const [health, detailed] = await Promise.all([checkHealth(), mayReadDetails(request)]);
  return detailed ? health : { status: health.status };
}

async function mayReadDetails(request: Request): Promise<boolean> {
  if (env.HEALTH_TOKEN && bringsBearer(request.headers.get("authorization"), env.HEALTH_TOKEN)) return true;
  if (!bringsPlatformKey(request)) return false;
  // Without the database no key is known, and the token still works.
  return withinDeadline(keyDeadlineMs, "The database", () => authenticateKey(request)).then(
    (holder) => holder !== null,
    () => false,
  );
}
