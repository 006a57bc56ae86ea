import type { ProductDataMap } from "@/lib/privacy/data-map";

const structure = "The organization's structure";
const freeText = "free text from the organization";

const organizationsOwn = {
  why: "The product",
  basis: "contract",
  seenBy: "Their team",
  kept: "Until it's deleted",
  erasedBy: "Deleting the organization",
  exported: { not: "the organization's; its export has it" },
} satisfies Partial<ProductDataMap["personal"][string]>;

/** Unison's tables with personal data: who wrote or did something, by ID, and whatever free text says. */
export const dataMap: ProductDataMap = {
  personal: {
    work_orders: {
      personal: { title: freeText, blocked_reason: freeText, created_by: "who created it, by ID" },
      rest: "product priority status custom_values",
      ...organizationsOwn,
    },
    non_conformances: {
      personal: { title: freeText, description: freeText, reported_by: "who reported it", closed_by: "who closed it" },
      rest: "severity status disposition currency",
      ...organizationsOwn,
    },
    inspection_checks: {
      personal: { title: freeText, checked_by: "who recorded the result" },
      rest: "criterion result",
      ...organizationsOwn,
    },
    shift_notes: {
      personal: { text: freeText, created_by: "who wrote it" },
      rest: "shift",
      ...organizationsOwn,
    },
    stock_movements: {
      personal: { note: freeText, created_by: "who recorded it" },
      rest: "kind method currency",
      ...organizationsOwn,
    },
    files: {
      personal: { name: "name of a drawing or photo", created_by: "who uploaded it" },
      rest: "content_type",
      ...organizationsOwn,
    },
  },
  other: {
    automation_rules: {
      why: structure,
      columns: "event contains minimum_severity set_priority set_lane set_department",
    },
    custom_fields: { why: structure, columns: "subject label kind choices" },
    departments: { why: structure, columns: "name" },
    lanes: { why: structure, columns: "name" },
    file_removals: { why: "Files to remove from the storage", columns: "key" },
    materials: { why: "The organization's stock", columns: "code name unit currency custom_values" },
    plants: { why: structure, columns: "name location time_zone" },
    stock_layers: { why: "The organization's stock", columns: "" },
    shifts: { why: structure, columns: "name" },
    work_order_numbers: { why: "Numbers", columns: "" },
  },
};
