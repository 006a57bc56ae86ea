import "server-only";
import type { Product } from "../types";
import { exported } from "./exported";
import { measurePlants } from "./measure-plants";
import { questions } from "./questions";
import { setUp } from "./set-up";
import { setupItems } from "./setup-items";

/** Software for the shop floor: plants with departments, lanes and shifts, and the work orders that run through them. */
export const unison: Product = { questions, setUp, setupItems, measures: { plants: measurePlants }, exported };

export { addSampleData } from "./add-sample-data";
export { createPlant } from "./create-plant";
export { createWorkOrder } from "./create-work-order";
export { deletePlant } from "./delete-plant";
export { deleteWorkOrder } from "./delete-work-order";
export {
  countOverdue,
  listOpenReports,
  listOutput,
  listReportsOf,
  listShortages,
  type Report,
  type Shortage,
} from "./floor-queries";
export { moveWorkOrder } from "./move-work-order";
export { listPlaces, listPlants, type Place, type PlantDetail, type PlantRow, plantDetail } from "./plant-queries";
export { updatePlant } from "./update-plant";
export { updateWorkOrder } from "./update-work-order";
export {
  type BoardColumn,
  board,
  countWorkOrders,
  findWorkOrder,
  listWorkOrders,
  type WorkOrderRow,
} from "./work-order-queries";
