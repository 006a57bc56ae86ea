"use client";

import type { ActionResult } from "@/lib/action";
import { beginPasskey, finishPasskey } from "./actions";
import { createPasskey, withPasskey } from "./passkeys";

/** What came of it: the recovery codes to show, if there are new ones; null if the person canceled. */
export async function addPasskey(): Promise<ActionResult<string[] | null>> {
  const answer = await withPasskey(beginPasskey, createPasskey, (response) => finishPasskey({ response }));
  return answer ?? { ok: true, data: null };
}
