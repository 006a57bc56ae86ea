"use server";

import { type ActionResult, answer } from "@/lib/action";
import { type DemoCode, demoCode } from "@/lib/time-machine";

/** The code of the demo's authenticator; null where there is none. */
export async function readDemoCode(): Promise<ActionResult<DemoCode | null>> {
  return answer(async () => (await demoCode()) ?? null);
}
