import { describe, expect, it } from "vitest";
import { plantSchema, setUpSchema, timeZoneSchema, workOrderSchema } from "./inputs";

const plant = { name: "Ohio Works", location: "Dayton", timeZone: "America/New_York" };
const order = {
  title: "Frames",
  product: "CF-2200",
  quantity: 12,
  priority: "normal",
  plantId: "0199d1d6-0000-7000-8000-000000000000",
  departmentId: null,
  dueOn: "2026-03-01",
};

describe("a time zone", () => {
  it.each(["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"])("accepts %s", (zone) =>
    expect(timeZoneSchema.safeParse(zone).success).toBe(true),
  );
  it.each(["", "Mars/Olympus", "+25:00", "'; drop table plants", "Europe/Berlin\n"])("rejects %j", (zone) =>
    expect(timeZoneSchema.safeParse(zone).success).toBe(false),
  );
});

describe("a plant", () => {
  it("is trimmed, and an empty location becomes null", () => {
    expect(plantSchema.parse({ ...plant, name: "  Ohio Works ", location: " " })).toEqual({ ...plant, location: null });
  });
  it.each([
    ["no name", { ...plant, name: "  " }],
    ["a long name", { ...plant, name: "x".repeat(81) }],
    ["a null byte in the name", { ...plant, name: "Ohio\u0000" }],
    ["an unknown field", { ...plant, organizationId: "x" }],
    ["no time zone", { name: "Ohio" }],
  ])("is rejected with %s", (_, input) => expect(plantSchema.safeParse(input).success).toBe(false));
  it("takes the sample data choice of onboarding as a form sends it", () => {
    expect(setUpSchema.parse(plant).sampleData).toBe(false);
    expect(setUpSchema.parse({ ...plant, sampleData: "on" }).sampleData).toBe(true);
    expect(setUpSchema.parse({ ...plant, sampleData: true }).sampleData).toBe(true);
    expect(setUpSchema.safeParse({ ...plant, sampleData: "yes" }).success).toBe(false);
  });
});

describe("a work order", () => {
  it("accepts the quantity as form text", () => {
    expect(workOrderSchema.parse({ ...order, quantity: "12", departmentId: undefined }).quantity).toBe(12);
  });
  it("reads empty form fields as null", () => {
    expect(workOrderSchema.parse({ ...order, departmentId: "", dueOn: "" })).toMatchObject({
      departmentId: null,
      dueOn: null,
    });
  });
  it.each([
    ["no title", { ...order, title: "" }],
    ["a quantity of zero", { ...order, quantity: 0 }],
    ["a fraction of a piece", { ...order, quantity: 1.5 }],
    ["a million and one", { ...order, quantity: 1_000_001 }],
    ["text as quantity", { ...order, quantity: "many" }],
    ["a date that doesn't exist", { ...order, dueOn: "2026-02-30" }],
    ["an unknown priority", { ...order, priority: "urgent" }],
    ["a plant id that isn't a UUID", { ...order, plantId: "1" }],
    ["a status, which only a move changes", { ...order, status: "done" }],
  ])("is rejected with %s", (_, input) => expect(workOrderSchema.safeParse(input).success).toBe(false));
});
