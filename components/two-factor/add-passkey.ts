"use client";

import type { ActionResult } from "@/lib/action";
import { beginPasskey, finishPasskey } from "./actions";
import { createPasskey, withPasskey } from "./passkeys";

/** The result: recovery codes to show, if there are new ones. Null if the person canceled. */
export async function addPasskey(): Promise<ActionResult<string[] | null>> {
  const answer = await withPasskey(beginPasskey, createPasskey, (response) => finishPasskey({ response }));
  return answer ?? { ok: true, data: null };
}
