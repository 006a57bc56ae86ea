import type { Describe } from "@/components/products/types";
import { unisonActions } from "../audit-actions";
import { workOrderName } from "../domain/work-orders/work-order";

const sentences: Readonly<Record<string, string>> = unisonActions;

/** What a member did, phrased to follow their name: "finished WO-0042 Conveyor frame". */
export const describe: Describe = ({ action, details }) => {
  const verb = sentences[action];
  if (verb === undefined) return undefined;
  if (typeof details.number === "number") return [verb, workOrderName(details.number), details.title].join(" ");
  return typeof details.name === "string" ? `${verb} ${details.name}` : verb;
};
