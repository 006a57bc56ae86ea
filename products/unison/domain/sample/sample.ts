import type { departmentNames } from "@/products/unison/domain/plants/plant-defaults";
import type { WorkOrderPriority, WorkOrderStatus } from "@/products/unison/domain/work-orders/work-order";

type Department = (typeof departmentNames)[number];

export const sampleMaterials = [
  { code: "STL-S235-3", name: "Sheet steel S235, 3 mm", unit: "sheets", onHand: 142, reorderAt: 60 },
  { code: "STL-S355-8", name: "Plate S355, 8 mm", unit: "sheets", onHand: 18, reorderAt: 24 },
  { code: "ALU-5754-2", name: "Aluminium 5754, 2 mm", unit: "sheets", onHand: 75, reorderAt: 30 },
  { code: "TUB-40X40", name: "Square tube 40 × 40 × 3", unit: "m", onHand: 386, reorderAt: 150 },
  { code: "WIR-G3SI1", name: "Welding wire G3Si1, 1.0 mm", unit: "spools", onHand: 9, reorderAt: 12 },
  { code: "GAS-M21", name: "Shielding gas M21", unit: "bottles", onHand: 6, reorderAt: 4 },
  { code: "BLT-M8X25", name: "Hex bolt M8 × 25, 8.8", unit: "pcs", onHand: 4200, reorderAt: 1500 },
  { code: "PNT-7016", name: "Powder coat RAL 7016", unit: "kg", onHand: 31, reorderAt: 40 },
] as const;

export type SampleOrder = {
  title: string;
  product: string;
  quantity: number;
  priority: WorkOrderPriority;
  status: WorkOrderStatus;
  department: Department;
  /** Days from today, and days ago. */
  due: number;
  created: number;
  finished?: number;
};

/** Oldest first, so that numbers rise with the dates. */
export const sampleOrders: readonly SampleOrder[] = [
  order("Wall brackets, galvanised", "BR-090", 180, "normal", "done", "Cutting", -10, 20, 12),
  order("Feed hopper, prototype", "HP-100", 1, "high", "done", "Welding", -11, 19, 11),
  order("Cabinet frames", "CC-40", 30, "normal", "done", "Assembly", -9, 18, 10),
  order("Ladder rungs", "LR-12", 120, "low", "done", "Cutting", -8, 18, 9),
  order("Conveyor frame, welded", "CF-2200", 6, "normal", "done", "Welding", -7, 16, 8),
  order("Laser-cut brackets, batch 1", "BR-118", 96, "normal", "done", "Cutting", -5, 14, 6),
  order("Roller supports", "RS-30", 64, "normal", "done", "Assembly", -5, 14, 5),
  order("Control cabinet doors", "CC-60", 24, "high", "done", "Assembly", -4, 13, 4),
  order("Guard rails", "GR-09", 140, "high", "done", "QC", -3, 11, 3),
  order("Pump skid base plates", "PS-410", 72, "normal", "done", "Cutting", -2, 10, 2),
  order("Motor mounts", "MM-75", 110, "normal", "done", "Welding", -1, 10, 1),
  order("Hopper, 450 litres", "HP-450", 4, "high", "in_progress", "Welding", -1, 9),
  order("Machine frame for press line", "MF-3100", 2, "high", "in_progress", "Welding", 2, 8),
  order("Laser-cut brackets, batch 2", "BR-118", 240, "normal", "in_progress", "Cutting", 3, 7),
  order("Drive unit assembly", "DU-75", 16, "normal", "in_progress", "Assembly", 4, 6),
  order("Cable trays, powder coated", "CT-200", 80, "low", "open", "Assembly", 6, 4),
  order("Safety fence panels", "SF-1800", 36, "normal", "open", "Cutting", 7, 3),
  order("Valve manifold, series B", "VM-B12", 10, "high", "open", "Assembly", 5, 3),
  order("Tank supports", "TS-90", 8, "normal", "open", "Welding", 9, 2),
  order("Incoming inspection, plate S355", "IN-355", 1, "high", "open", "QC", 0, 1),
  order("Spare hopper flanges", "HP-FL", 32, "low", "open", "Cutting", 12, 0),
];

/** `order` is the place in `sampleOrders`, `ago` in days. */
export const sampleReports = [
  { order: 7, title: "Door gap 4 mm over tolerance on two cabinets", severity: "minor", status: "closed", ago: 4 },
  { order: 8, title: "Missing weld seam on rail joint", severity: "critical", status: "closed", ago: 3 },
  { order: 11, title: "Porosity in the seam of the outlet cone", severity: "major", status: "open", ago: 1 },
  { order: 13, title: "Burr on the inner edge, 14 pieces", severity: "minor", status: "open", ago: 0.2 },
] as const;

function order(
  title: string,
  product: string,
  quantity: number,
  priority: WorkOrderPriority,
  status: WorkOrderStatus,
  department: Department,
  due: number,
  created: number,
  finished?: number,
): SampleOrder {
  return { title, product, quantity, priority, status, department, due, created, ...(finished ? { finished } : {}) };
}
