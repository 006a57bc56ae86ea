import type { ActionResult } from "@/lib/action";
import type { GrantOverrideInput } from "@/lib/entitlements/override-input";
import type { CreatePlatformKeyInput, RotateKeyInput } from "@/lib/keys/input";

/** What the platform keys' page can do; handed in by the page, since components know no route. */
export type PlatformKeyActions = {
  createKey(input: CreatePlatformKeyInput): Promise<ActionResult<{ id: string; key: string }>>;
  rotateKey(input: RotateKeyInput): Promise<ActionResult<{ id: string; key: string }>>;
  revokeKey(input: { keyId: string }): Promise<ActionResult<void>>;
};

/** What may be granted to one organization beside its plan. */
export type OverrideActions = {
  grant(input: GrantOverrideInput): Promise<ActionResult<{ id: string }>>;
  revoke(input: { overrideId: string }): Promise<ActionResult<void>>;
};
