import { createLoader, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { workOrderPriorities, workOrderStatuses } from "@/products/unison/domain/work-orders/work-order";

/** What narrows the list of work orders, as it stands in the address. */
export const orderFilters = {
  status: parseAsStringLiteral(workOrderStatuses),
  priority: parseAsStringLiteral(workOrderPriorities),
  plant: parseAsString,
  q: parseAsString.withDefault(""),
  /** The page begins below this number. */
  below: parseAsInteger,
};

export const loadOrderFilters = createLoader(orderFilters);
