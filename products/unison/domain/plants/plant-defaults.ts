import type { WorkOrderStatus } from "@/products/unison/domain/work-orders/work-order";

/** What a new plant starts with, so that work can begin at once. */
export const departmentNames = ["Cutting", "Welding", "Assembly", "QC"] as const;

export const laneDefaults: readonly { name: string; status: WorkOrderStatus }[] = [
  { name: "To do", status: "open" },
  { name: "In progress", status: "in_progress" },
  { name: "Done", status: "done" },
];

/** Local times of the plant's time zone. */
export const dayShift = { name: "Day shift", startsAt: "06:00", endsAt: "14:00" } as const;
