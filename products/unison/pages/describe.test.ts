import { expect, it } from "vitest";
import { describe as words } from "./describe";

it.each([
  ["work_order.finished", { number: 42, title: "Conveyor frame" }, "finished WO-0042 Conveyor frame"],
  ["plant.created", { name: "Ohio Works" }, "added the plant Ohio Works"],
  ["sample_data.added", {}, "added sample data"],
  ["billing.checkout_started", {}, undefined],
])("%s with %j reads %s", (action, details, text) => expect(words({ action, details })).toBe(text));
