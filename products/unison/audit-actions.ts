import type { ActionNames } from "@/lib/audit/actions";

/** What Unison writes to the audit log, phrased to follow a person's name and to precede the subject. */
export const unisonActions = {
  "plant.created": "added the plant",
  "plant.updated": "changed the plant",
  "plant.deleted": "deleted the plant",
  "department.added": "added the department",
  "department.renamed": "renamed the department to",
  "department.removed": "removed the department",
  "lane.added": "added the lane",
  "lane.renamed": "renamed the lane to",
  "lane.removed": "removed the lane",
  "shift.added": "added the shift",
  "shift.updated": "changed the shift",
  "shift.removed": "removed the shift",
  "work_order.created": "created",
  "work_order.updated": "edited",
  "work_order.started": "started",
  "work_order.put_back": "put back",
  "work_order.finished": "finished",
  "work_order.reopened": "reopened",
  "work_order.deleted": "deleted",
  "work_order.placed": "moved",
  "work_order.blocked": "blocked",
  "work_order.unblocked": "unblocked",
  "work_order.quantities_reported": "reported quantities of",
  "non_conformance.reported": "reported a non-conformance on",
  "non_conformance.closed": "closed a non-conformance of",
  "non_conformance.reopened": "reopened a non-conformance of",
  "inspection.planned": "planned the inspection of",
  "inspection.checked": "recorded the check",
  "inspection.result_removed": "took back the result of the check",
  "inspection.check_removed": "removed the check",
  "shift_note.added": "left a shift note for",
  "shift_note.removed": "removed a shift note",
  "material.created": "added the material",
  "material.updated": "changed the material",
  "material.deleted": "deleted the material",
  "stock.receipt": "received",
  "stock.issue": "used",
  "stock.count": "counted",
  "schedule.lanes_assigned": "assigned lanes at",
  "sample_data.added": "added sample data",
} as const;

declare module "@/lib/audit/actions" {
  interface ProductActions extends ActionNames<typeof unisonActions> {}
}
