import { conflict, type GatehouseError } from "@/lib/errors";
import { workOrderName } from "./work-order";

/** Someone else moved the order since the page was shown. The page shows where it is now. */
export const movedMeanwhile = (number: number, where: string): GatehouseError =>
  conflict(`${workOrderName(number)} was moved to “${where}” in the meantime. The board is up to date now.`, {
    reason: "moved",
  });
