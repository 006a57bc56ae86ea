import type { ActionNames } from "@/lib/audit/actions";

/** What Unison writes to the audit log, as it follows a person's name. What it was done to comes after it. */
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
