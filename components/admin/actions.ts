import type { ActionResult } from "@/lib/action";
import type { GrantOverrideInput } from "@/lib/entitlements/overrides/override-input";
import type { JobName } from "@/lib/jobs/queues";
import type { CreatePlatformKeyInput, RotateKeyInput } from "@/lib/keys/input";
import type { Verdict } from "@/lib/reconciliation";
import type { ChangeEndpointInput, CreateEndpointInput } from "@/lib/webhooks/input";

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

/** What the inbox can do. */
export type InboxActions = {
  replay(input: { eventIds: string[] }): Promise<ActionResult<{ customers: number }>>;
};

/** What can be done with endpoints of the founder's own. */
export type EndpointActions = {
  createEndpoint(input: CreateEndpointInput): Promise<ActionResult<{ id: string; secret: string }>>;
  changeEndpoint(input: ChangeEndpointInput): Promise<ActionResult<void>>;
  rotateSecret(input: { endpointId: string }): Promise<ActionResult<{ secret: string }>>;
  deleteEndpoint(input: { endpointId: string }): Promise<ActionResult<void>>;
  sendTest(input: { endpointId: string }): Promise<ActionResult<void>>;
  resendDelivery(input: { deliveryId: string }): Promise<ActionResult<void>>;
};

/** What the reconciliation can be asked for. */
export type ReconciliationActions = {
  reconcile(): Promise<ActionResult<{ joined: boolean }>>;
  verify(input: { organizationId: string }): Promise<ActionResult<{ verdict: Verdict }>>;
};

/** What can be done with jobs. */
export type JobActions = {
  retry(input: { queue: string; jobId: string }): Promise<ActionResult<void>>;
  runNow(input: { queue: JobName }): Promise<ActionResult<void>>;
};
