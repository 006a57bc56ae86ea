import type { ActionResult } from "@/lib/action";
import type { CreatePlatformKeyInput } from "@/lib/keys/input";

/** What the platform keys' page can do; handed in by the page, since components know no route. */
export type PlatformKeyActions = {
  createKey(input: CreatePlatformKeyInput): Promise<ActionResult<{ id: string; key: string }>>;
  revokeKey(input: { keyId: string }): Promise<ActionResult<void>>;
};
