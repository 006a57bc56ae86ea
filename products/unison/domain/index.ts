import "server-only";
import type { ProductDomain } from "@/lib/products/types";
import { measures } from "../measures";
import { dataMap } from "./data-map";
import { exported } from "./exported";
import { removeStoredFiles } from "./files/remove-stored-files";
import { questions } from "./questions";
import { setUp } from "./set-up";
import { setupItems } from "./setup-items";

/** What the commercial layer asks of Unison. */
export const domain: ProductDomain = {
  questions,
  setUp,
  setupItems,
  measures,
  exported,
  dataMap,
  jobs: { "remove-stored-files": removeStoredFiles },
};

export { type AutomationRule, addRule, listRules, removeRule } from "./customization/automation";
export { addField, type CustomField, listFields, removeField, setValues } from "./customization/custom-fields";
export { findFile, listFiles, type OrderFile } from "./files/file-queries";
export { dropUpload, keepFile, keyOf, removeFile, reserveFile } from "./files/upload-file";
export {
  countOverdue,
  listOutput,
  listShortages,
  type Shortage,
} from "./floor/floor-queries";
export { addPart } from "./floor-parts/add-part";
export { movePart } from "./floor-parts/move-part";
export { removePart } from "./floor-parts/remove-part";
export { renamePart } from "./floor-parts/rename-part";
export { createMaterial, deleteMaterial, updateMaterial } from "./inventory/change-material";
export { costingMethodOf } from "./inventory/costing-method";
export { countMaterial, issueMaterial, receiveMaterial } from "./inventory/record-movement";
export {
  findMaterial,
  listMaterials,
  listMovements,
  listStocked,
  listUsedBy,
  type MaterialDetail,
  type MaterialRow,
  materialDetail,
  type StockMovement,
  stockFigures,
} from "./inventory/stock-queries";
export { createPlant } from "./plants/create-plant";
export { deletePlant } from "./plants/delete-plant";
export {
  findPlant,
  listPlaces,
  listPlants,
  type Place,
  type PlantDetail,
  type PlantRow,
  plantDetail,
} from "./plants/plant-queries";
export { updatePlant } from "./plants/update-plant";
export { decideNonConformance, reopenNonConformance } from "./quality/decide-non-conformance";
export {
  addCheck,
  addSuggestedChecks,
  checksOf,
  type InspectionCheck,
  recordCheck,
  removeCheck,
} from "./quality/inspection-plan";
export {
  listOpenReports,
  listReports,
  listReportsOf,
  qualityFigures,
  type Report,
} from "./quality/quality-queries";
export { reportNonConformance } from "./quality/report-non-conformance";
export {
  type Cause,
  type Comparison,
  causesOf,
  compareBy,
  type Dimension,
  weeklyOutput,
} from "./reports/report-queries";
export { addSampleData } from "./sample/add-sample-data";
export { assignLanes, type PlantSchedule, plantSchedule, type ScheduledOrder } from "./schedule/plant-schedule";
export { addShiftNote, listShiftNotes, removeShiftNote, type ShiftNote } from "./shift-notes/shift-notes";
export { addShift } from "./shifts/add-shift";
export { removeShift } from "./shifts/remove-shift";
export { setWorkdays } from "./shifts/set-workdays";
export { updateShift } from "./shifts/update-shift";
export { blockWorkOrder, unblockWorkOrder } from "./work-orders/block-work-order";
export { createWorkOrder } from "./work-orders/create-work-order";
export { deleteWorkOrder } from "./work-orders/delete-work-order";
export { type LaneColumn, laneBoard } from "./work-orders/lane-board";
export { moveWorkOrder } from "./work-orders/move-work-order";
export { placeWorkOrder } from "./work-orders/place-work-order";
export { reportQuantities } from "./work-orders/report-quantities";
export { updateWorkOrder } from "./work-orders/update-work-order";
export {
  type BoardColumn,
  board,
  countWorkOrders,
  findWorkOrder,
  listWorkOrders,
  type WorkOrderRow,
} from "./work-orders/work-order-queries";
