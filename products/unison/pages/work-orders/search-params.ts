import { createLoader, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { workOrderPriorities, workOrderStatuses } from "@/products/unison/domain/work-orders/work-order";

/** The filters of the work order list in the URL. */
export const orderFilters = {
  status: parseAsStringLiteral(workOrderStatuses),
  priority: parseAsStringLiteral(workOrderPriorities),
  plant: parseAsString,
  q: parseAsString.withDefault(""),
  /** The page starts below this number. */
  below: parseAsInteger,
};

export const loadOrderFilters = createLoader(orderFilters);
