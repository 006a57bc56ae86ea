import "server-only";
import type { ProductDomain } from "@/lib/products/types";
import { measures } from "../measures";
import { dataMap } from "./data-map";
import { exported } from "./exported";
import { questions } from "./questions";
import { setUp } from "./set-up";
import { setupItems } from "./setup-items";

/** What the commercial layer asks of Unison. */
export const domain: ProductDomain = { questions, setUp, setupItems, measures, exported, dataMap };

export {
  countOverdue,
  listOpenReports,
  listOutput,
  listReportsOf,
  listShortages,
  type Report,
  type Shortage,
} from "./floor/floor-queries";
export { createPlant } from "./plants/create-plant";
export { deletePlant } from "./plants/delete-plant";
export {
  listPlaces,
  listPlants,
  type Place,
  type PlantDetail,
  type PlantRow,
  plantDetail,
} from "./plants/plant-queries";
export { updatePlant } from "./plants/update-plant";
export { addSampleData } from "./sample/add-sample-data";
export { createWorkOrder } from "./work-orders/create-work-order";
export { deleteWorkOrder } from "./work-orders/delete-work-order";
export { moveWorkOrder } from "./work-orders/move-work-order";
export { updateWorkOrder } from "./work-orders/update-work-order";
export {
  type BoardColumn,
  board,
  countWorkOrders,
  findWorkOrder,
  listWorkOrders,
  type WorkOrderRow,
} from "./work-orders/work-order-queries";
