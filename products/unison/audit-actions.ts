import type { ActionNames } from "@/lib/audit/actions";

/** What Unison writes to the audit log, phrased to follow a person's name and to precede the subject. */
export const unisonActions = {
  "plant.created": "added the plant",
  "plant.updated": "changed the plant",
  "plant.deleted": "deleted the plant",
  "work_order.created": "created",
  "work_order.updated": "edited",
  "work_order.started": "started",
  "work_order.put_back": "put back",
  "work_order.finished": "finished",
  "work_order.reopened": "reopened",
  "work_order.deleted": "deleted",
  "sample_data.added": "added sample data",
} as const;

declare module "@/lib/audit/actions" {
  interface ProductActions extends ActionNames<typeof unisonActions> {}
}
