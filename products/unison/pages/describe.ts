import type { Describe } from "@/components/products/types";
import { workOrderName } from "@/products/unison/domain/work-orders/work-order";

const done: Readonly<Record<string, string>> = {
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
};

/** What a member did, phrased to follow their name: "finished WO-0042 Conveyor frame". */
export const describe: Describe = ({ action, details }) => {
  const verb = done[action];
  if (verb === undefined) return undefined;
  if (typeof details.number === "number") return [verb, workOrderName(details.number), details.title].join(" ");
  return typeof details.name === "string" ? `${verb} ${details.name}` : verb;
};
